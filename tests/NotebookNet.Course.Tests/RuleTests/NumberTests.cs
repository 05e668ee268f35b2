using System.Globalization;
using NotebookNet.Course.Tests.Numbers;

namespace NotebookNet.Course.Tests.RuleTests;

public sealed class NumberTests
{
    [Theory]
    [InlineData("10 000 images", "10 000")]
    [InlineData("60\u2009000 and 39\u00A0760", "60\u2009000; 39\u00A0760")]
    [InlineData("from −0.5 to -7", "−0.5; -7")]
    [InlineData("between 0.94-0.97, 10–20, 784-50-10", "0.94; 0.97; 10; 20; 784; 50; 10")]
    [InlineData("an image of 28×28", "28; 28")]
    [InlineData("97 %, 3% and 2 per cent", "97 %; 3%; 2 per cent")]
    [InlineData("1e-9, 2.5E+03, 10⁻⁹, 3·10⁵, 2 × 10^-6", "1e-9; 2.5E+03; 10⁻⁹; 3·10⁵; 2 × 10^-6")]
    [InlineData("W1, b2, x0, float32, 2D, 3-D and 1.2.3 are names", "")]
    [InlineData("(3, 4), [0,1), 1/3, √100.", "3; 4; 0; 1; 1; 3; 100")]
    [InlineData("five of nine", "")]
    [InlineData("the 100th step, 45°, 47 MB, ten 0.5s", "100; 45; 47; 0.5")]
    public void Reader_finds_the_numbers_as_they_are_written(string text, string expected) =>
        Assert.Equal(expected, string.Join("; ", NumberReader.Read(text).Select(n => n.Text)));

    [Theory]
    [InlineData("10 000", 10_000)]
    [InlineData("−0.5", -0.5)]
    [InlineData("10⁻⁹", 1e-9)]
    [InlineData("10^{-15}", 1e-15)]
    [InlineData("3·10⁵", 3e5)]
    [InlineData("2.5E+03", 2500)]
    [InlineData("39_760", 39_760)]
    [InlineData("0.00005", 5e-5)]
    [InlineData("0.000012 · 10³", 0.012)]
    [InlineData("10,000", 10_000)]
    public void Reader_knows_the_value(string text, double expected) =>
        Assert.Equal(expected, Assert.Single(NumberReader.Read(text)).Value);

    [Theory]
    [InlineData("0.97", "0.971", true)]
    [InlineData("0.97", "0.9751", false)]
    [InlineData("0.98", "0.975", true)]
    [InlineData("0.971", "0.97", false)]
    [InlineData("97 %", "0.9714", true)]
    [InlineData("97 %", "97.14 %", true)]
    [InlineData("97 %", "96.4", false)]
    [InlineData("97.1 %", "0.9714", true)]
    [InlineData("97.2 %", "0.9714", false)]
    [InlineData("0.97", "97.1 %", true)]
    [InlineData("600", "600.0", true)]
    [InlineData("600", "601", false)]
    [InlineData("10⁻⁹", "1e-9", true)]
    [InlineData("2·10⁻⁹", "2.4E-09", true)]
    [InlineData("2·10⁻⁹", "2.6E-09", false)]
    [InlineData("0.5", "-0.5", true)]
    [InlineData("-0.5", "0.5", false)]
    [InlineData("about 10^308", "1.797E+308", true)]
    [InlineData("10^308", "1.797E+308", false)]
    [InlineData("about 1700", "1751", false)]
    [InlineData("about 1800", "1751", true)]
    [InlineData("1800", "1751", false)]
    [InlineData("0", "0.2", true)]
    [InlineData("0.0", "0.2", false)]
    public void Claim_is_what_rounds_to_it(string claim, string evidence, bool expected) =>
        Assert.Equal(
            expected,
            NumberReader.Read(claim).Single().Rounds(NumberReader.Read(evidence).Single(), true)
        );

    [Theory]
    [InlineData("0.05", true)]
    [InlineData("5", false)]
    public void Percentage_stands_in_code_as_a_fraction(string code, bool expected) =>
        Assert.Equal(
            expected,
            NumberReader
                .Read("5 %")
                .Single()
                .Rounds(CodeNumbers.Literals($"var x = {code};").Single(), isOutput: false)
        );

    [Theory]
    [InlineData(@"\frac{x^2}{20} + y^2", "20")]
    [InlineData(@"\eta = 0.1, W_1, x^{12}, x_{10}", "0.1")]
    [InlineData(@"10^{-9}", "10^-9")]
    [InlineData(@"2 \cdot 10^{-6}", "2 · 10^-6")]
    [InlineData(@"10\,000 \approx 9{,}999", "10 000; 9 999")]
    [InlineData(@"90\,\% = 0.9", "90 %; 0.9")]
    [InlineData(@"-\ln 0.1 = 2.303", "0.1; 2.303")]
    [InlineData(@"3^2 + 4^2 = 25", "25")]
    [InlineData(@"\frac12 + \tfrac{1}{2} + \frac{1}{10}", "10")]
    [InlineData(@"\eta = 5.", "")]
    public void Equation_claims_what_is_more_than_one_digit(string equation, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", NumberReader.Read(Latex.Plain(equation)).Select(n => n.Text))
        );

    [Fact]
    public void Code_computes_with_its_literals_but_not_with_texts_comments_and_widths()
    {
        const string Code =
            "var x = -0.5 * 10_000; // 77\nvar y = $\"{x,33:0.000} of 44\" + \"55\" + 1e-9;";

        Assert.Equal(
            [-0.5, 10_000, 1e-9],
            CodeNumbers.Literals(Code).Select(number => number.Value)
        );
        Assert.Equal(["44", "55"], CodeNumbers.InTexts(Code).Select(number => number.Text));
    }

    [Fact]
    public void Numbers_are_read_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            german.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = german;

            Assert.Equal(-2.5e-9, NumberReader.Read("−2.5·10⁻⁹").Single().Value);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
