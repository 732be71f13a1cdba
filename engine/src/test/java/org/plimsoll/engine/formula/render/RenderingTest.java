package org.plimsoll.engine.formula.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.formula.Checked;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.formula.RandomFormulas;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class RenderingTest {
  private static final String MATHML = "http://www.w3.org/1998/Math/MathML";
  private static final String UNITS =
      "alpha:rate sigma_day:volatility_day ltv_permitted:rate beta:rate n:money x:rate y:rate"
          + " flag:boolean";
  private static final Formula FOUNDING = formula("(alpha*sigma_day)/ltv_permitted + (beta)");
  private static final Inputs VALUES =
      Checked.inputs("alpha=1.5 sigma_day=0.03 ltv_permitted=0.6 beta=-0.01");

  private static Formula formula(String text) {
    return Checked.formula(text, UNITS);
  }

  private static String plain(String text) {
    return Rendering.plain(formula(text));
  }

  private static String latex(String text) {
    return Rendering.latex(formula(text));
  }

  private static String mathmlInside(String text) {
    String element = Rendering.mathml(formula(text));
    String open = "<math xmlns=\"" + MATHML + "\" display=\"block\">";
    assertTrue(element.startsWith(open) && element.endsWith("</math>"), element);
    return element.substring(open.length(), element.length() - "</math>".length());
  }

  @Test
  void foundingFormulaIsPlainTextWithoutBrackets() {
    assertEquals("alpha * sigma_day / ltv_permitted + beta", Rendering.plain(FOUNDING));
    assertEquals("1.5 * 0.03 / 0.6 + -0.01", Rendering.plain(FOUNDING, VALUES));
  }

  @Test
  void foundingFormulaIsAFractionInLatex() {
    assertEquals(
        "\\frac{\\alpha \\cdot \\sigma_{\\mathrm{day}}}{\\mathrm{ltv}_{\\mathrm{permitted}}}"
            + " + \\beta",
        Rendering.latex(FOUNDING));
    assertEquals(
        "\\frac{1.5 \\times 0.03}{0.6} + \\left(-0.01\\right)", Rendering.latex(FOUNDING, VALUES));
  }

  @Test
  void foundingFormulaIsAFractionInMathMl() {
    assertEquals(
        "<mrow><mfrac><mrow><mi>α</mi><mo>⋅</mo><msub><mi>σ</mi><mtext>day</mtext></msub></mrow>"
            + "<msub><mi>ltv</mi><mtext>permitted</mtext></msub></mfrac><mo>+</mo><mi>β</mi>"
            + "</mrow>",
        mathmlInside("alpha * sigma_day / ltv_permitted + beta"));
  }

  @Test
  void bracketsStayOnlyWhereTheyChangeTheMeaning() {
    assertEquals("x - (y - x)", plain("((x) - ((y - x)))"));
    assertEquals("x - y - x", plain("(x - y) - x"));
    assertEquals("(-x) ** 2", plain("(-x)**2"));
    assertEquals("-x ** 2", plain("-(x**2)"));
    assertEquals("x ** -y", plain("x ** (-y)"));
    assertEquals("not (flag and x < y)", plain("not (flag and (x < y))"));
    assertEquals("(x if flag else y) * 2", plain("(x if flag else y) * 2.0"));
  }

  @Test
  void numbersAreTheShortestThatReadBack() {
    assertEquals("x * 300_000 + 0.0005", plain("x * 3e5 + 5e-4"));
    assertEquals("x * 2.5e-20", plain("x * 25E-21"));
    assertEquals("x * 1.7976931348623157e308", plain("x * 1.7976931348623157e308"));
    assertEquals("x \\times 2.5 \\times 10^{-20}", latex("x * 25E-21"));
  }

  @Test
  void wholeNumbersThatWouldOverflowPythonKeepTheirFraction() {
    String text = plain("x * (1e10 * 1e10)");
    assertEquals(formula("x * (1e10 * 1e10)").hash(), formula(text).hash(), text);
  }

  @Test
  void choiceIsSetAsCases() {
    assertEquals(
        "\\begin{cases} x & \\text{if } x \\le y \\\\ 2 & \\text{if } \\mathrm{flag} \\\\ y &"
            + " \\text{otherwise} \\end{cases}",
        latex("x if x <= y else 2 if flag else y"));
    assertEquals(
        "<mrow><mo>{</mo><mtable columnalign=\"left left\"><mtr><mtd><mi>x</mi></mtd><mtd><mrow>"
            + "<mtext>if\u00a0</mtext><mrow><mi>x</mi><mo>&lt;</mo><mi>y</mi></mrow></mrow></mtd>"
            + "</mtr><mtr><mtd><mi>y</mi></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable>"
            + "</mrow>",
        mathmlInside("x if x < y else y"));
  }

  @Test
  void tableIsSetAsATable() {
    assertEquals(
        "\\operatorname{steps}\\left(n;\\ \\begin{array}{r|r} \\text{from} & \\text{rate} \\\\"
            + " \\hline 0 & 0.004 \\\\ 300000 & 0.005 \\end{array}\\right)",
        latex("steps(n, [(0, 0.004), (300_000, 0.005)])"));
    assertEquals(
        "steps(n, [(0, 0.004), (300_000, 0.005)])", plain("steps(n,[(0,4e-3),(3e5,.005),])"));
  }

  @Test
  void functionsHaveTheirOwnNotation() {
    assertEquals(
        "\\max\\left(\\sqrt{x}, \\left|y\\right|, {\\left(x + y\\right)}^{2}\\right)",
        latex("max(sqrt(x), abs(y), (x + y) ** 2)"));
    assertEquals(
        "\\operatorname{clamp}\\left(x, 0, \\exp\\left(- y\\right)\\right)",
        latex("clamp(x, 0, exp(-y))"));
    assertEquals("\\ln\\left(x\\right)", latex("log(x)"));
  }

  @Test
  void assignmentsFollowTheResultAsWhereLines() {
    String text = "base = alpha * sigma_day\nfloor_day = base / 2\nmax(base + beta, floor_day)";
    assertEquals(text, plain(text));
    assertEquals(
        "\\begin{aligned} & \\max\\left(\\mathrm{base} + \\beta,"
            + " \\mathrm{floor}_{\\mathrm{day}}\\right) \\\\ & \\text{where } \\mathrm{base} ="
            + " \\alpha \\cdot \\sigma_{\\mathrm{day}} \\\\ & \\text{and }"
            + " \\mathrm{floor}_{\\mathrm{day}} = \\frac{\\mathrm{base}}{2} \\end{aligned}",
        latex(text));
  }

  @Test
  void inputsWithoutAFiniteValueKeepTheirNames() {
    Inputs some = Checked.inputs("x=NaN flag=1");
    assertEquals("x * n if True else n", Rendering.plain(formula("x * n if flag else n"), some));
  }

  @Test
  void randomFormulasReadBackWithTheSameHash() {
    for (long seed = 0; seed < 2_500; seed++) {
      Formula formula = RandomFormulas.any(new SplittableRandom(seed));
      String text = Rendering.plain(formula);
      assertEquals(
          formula.hash(),
          Checked.accepted(text, RandomFormulas.units()).hash(),
          "seed " + seed + ": " + formula.text() + "\nbecame " + text);
    }
  }

  @Test
  void mathMlOfRandomFormulasIsWellFormed() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    for (long seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      Formula formula = RandomFormulas.any(random);
      String xml =
          Rendering.mathml(formula, seed % 2 == 0 ? Inputs.NONE : RandomFormulas.inputs(random));
      byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
      Element root = builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
      assertEquals(MATHML, root.getNamespaceURI(), "seed " + seed);
      assertEquals("math", root.getLocalName(), "seed " + seed);
      assertArities(root, "seed " + seed + ": " + xml);
    }
  }

  /// Elements with a fixed number of children have it, as MathML Core demands.
  private static void assertArities(Node node, String message) {
    String name = node.getLocalName();
    if ("mfrac".equals(name) || "msup".equals(name) || "msub".equals(name)) {
      assertEquals(2, node.getChildNodes().getLength(), message);
    }
    for (int i = 0; i < node.getChildNodes().getLength(); i++) {
      assertArities(node.getChildNodes().item(i), message);
    }
  }

  @Test
  void latexOfRandomFormulasHasBalancedGroups() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      String latex = Rendering.latex(RandomFormulas.any(random), RandomFormulas.inputs(random));
      String message = "seed " + seed + ": " + latex;
      assertEquals(count(latex, "{"), count(latex, "}"), message);
      assertEquals(count(latex, "\\left"), count(latex, "\\right"), message);
      assertEquals(count(latex, "\\begin{"), count(latex, "\\end{"), message);
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
