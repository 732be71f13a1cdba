package org.plimsoll.engine.formula.compile;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntSupplier;

/// The names of the Vector API, which only generated classes use: the engine is compiled without
/// the incubating module and runs where it is absent.
final class VectorApi {
  private static final String MODULE = "jdk.incubator.vector";

  static final ClassDesc VECTOR = ClassDesc.of(MODULE, "Vector");
  static final ClassDesc DOUBLES = ClassDesc.of(MODULE, "DoubleVector");
  static final ClassDesc LONGS = ClassDesc.of(MODULE, "LongVector");
  static final ClassDesc MASK = ClassDesc.of(MODULE, "VectorMask");
  static final ClassDesc SPECIES = ClassDesc.of(MODULE, "VectorSpecies");
  static final ClassDesc OPERATORS = ClassDesc.of(MODULE, "VectorOperators");
  static final ClassDesc COMPARISON = ClassDesc.of(MODULE, "VectorOperators$Comparison");
  static final ClassDesc BINARY = ClassDesc.of(MODULE, "VectorOperators$Binary");
  static final ClassDesc ASSOCIATIVE = ClassDesc.of(MODULE, "VectorOperators$Associative");
  static final ClassDesc COLUMN = CD_double.arrayType();

  /// The field of a vector class with the widest species of the machine.
  static final String PREFERRED = "SPECIES_PREFERRED";

  static final MethodTypeDesc BROADCAST_DOUBLE = MethodTypeDesc.of(DOUBLES, SPECIES, CD_double);
  static final MethodTypeDesc BROADCAST_LONG = MethodTypeDesc.of(LONGS, SPECIES, CD_long);
  static final MethodTypeDesc FROM_ARRAY = MethodTypeDesc.of(DOUBLES, SPECIES, COLUMN, CD_int);
  static final MethodTypeDesc INTO_ARRAY = MethodTypeDesc.of(CD_void, COLUMN, CD_int);
  static final MethodTypeDesc UNARY_DOUBLES = MethodTypeDesc.of(DOUBLES);
  static final MethodTypeDesc BINARY_DOUBLES = MethodTypeDesc.of(DOUBLES, VECTOR);
  static final MethodTypeDesc BINARY_LONGS = MethodTypeDesc.of(LONGS, VECTOR);
  static final MethodTypeDesc LANEWISE_LONGS = MethodTypeDesc.of(LONGS, BINARY, CD_long);
  static final MethodTypeDesc LANEWISE_VECTOR = MethodTypeDesc.of(LONGS, BINARY, VECTOR);
  static final MethodTypeDesc AS_LONGS = MethodTypeDesc.of(LONGS);
  static final MethodTypeDesc COMPARE = MethodTypeDesc.of(MASK, COMPARISON, VECTOR);
  static final MethodTypeDesc BLEND = MethodTypeDesc.of(DOUBLES, VECTOR, MASK);
  static final MethodTypeDesc BINARY_MASK = MethodTypeDesc.of(MASK, MASK);
  static final MethodTypeDesc UNARY_MASK = MethodTypeDesc.of(MASK);
  static final MethodTypeDesc REDUCE = MethodTypeDesc.of(CD_double, ASSOCIATIVE);

  private VectorApi() {}

  /// How many numbers one vector of this machine holds: 1 where the Vector API is absent, because
  /// the program was started without `--add-modules jdk.incubator.vector`.
  static int lanes() {
    return Lanes.COUNT;
  }

  /// Asks once.
  private static final class Lanes {
    static final int COUNT =
        ModuleLayer.boot().findModule(MODULE).isPresent()
            ? HiddenClasses.instance(counter(), IntSupplier.class).getAsInt()
            : 1;

    private Lanes() {}

    private static byte[] counter() {
      return ClassFile.of()
          .build(
              HiddenClasses.name("Lanes"),
              builder ->
                  builder
                      .withFlags(ACC_FINAL)
                      .withInterfaceSymbols(IntSupplier.class.describeConstable().orElseThrow())
                      .withMethodBody(
                          INIT_NAME,
                          MTD_void,
                          ACC_PUBLIC,
                          code ->
                              code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
                      .withMethodBody(
                          "getAsInt",
                          MethodTypeDesc.of(CD_int),
                          ACC_PUBLIC,
                          code ->
                              code.getstatic(DOUBLES, PREFERRED, SPECIES)
                                  .invokeinterface(SPECIES, "length", MethodTypeDesc.of(CD_int))
                                  .ireturn()));
    }
  }
}
