package org.plimsoll.engine.formula.compile;

import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Defines generated classes that nothing can name and that go with their last instance.
final class HiddenClasses {
  private HiddenClasses() {}

  /// The name in the class file of a generated class.
  static ClassDesc name(String simple) {
    return ClassDesc.of(HiddenClasses.class.getPackageName(), "Generated" + simple);
  }

  /// An instance of the class in `file`, which has a constructor without parameters.
  static <T> T instance(byte[] file, Class<T> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(file, true);
      Object instance =
          lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
      return type.cast(instance);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The generated class is wrong", e);
    }
  }
}
