using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

/// <summary>Bold terms and the glossary.</summary>
public sealed class TermTests
{
    private const string Table = """
        ## Glossary

        | English | 한국어 | meaning |
        |---|---|---|
        | gradient | 기울기 | all derivatives |
        | stochastic gradient descent (SGD) | 확률적 경사 하강법 | one batch a step |
        """;

    [Theory]
    [InlineData("The **gradient** (기울기) of it. A **gradient** again.")]
    [InlineData("All **gradients**\n(기울기, 경사) of it.")]
    [InlineData("The **SGD** (확률적 경사하강법).")]
    [InlineData("**What we saw.** **Predict first:** **Really?** **“Yes.”**")]
    [InlineData("**It is 97 %** and **1 (coding).** and **rate $x$** and **`code`**")]
    [InlineData("**When the slope says nothing**: look elsewhere.")]
    [InlineData("*gradient* and `**code**`")]
    public void Terms_with_Korean_and_other_bold_words_are_right(string prose) =>
        Assert.Empty(Find(prose, Table));

    [Theory]
    [InlineData("The **gradient** of it.", "has no Korean one beside it")]
    [InlineData("The **gradient** (slope) of it.", "has no Korean one beside it")]
    [InlineData("| **gradient** | 기울기 |\n|---|---|\n| a | b |", "has no Korean one beside it")]
    [InlineData("The **gradient** (학습률).", "is 기울기 in the glossary")]
    [InlineData("The **learning rate** (학습률).", "is not in the glossary")]
    public void Terms_without_Korean_or_entry_are_found(string prose, string expected) =>
        Assert.Contains(expected, Assert.Single(Find(prose, Table)), StringComparison.Ordinal);

    [Fact]
    public void Glossary_rules_wait_for_its_notebook()
    {
        Assert.Empty(
            Tiny.Find(new TermsAreDefined(), Tiny.Markdown("The **learning rate** (학습률)."))
        );
        Assert.Empty(Tiny.Find(new GlossaryIsUsed(), Tiny.Markdown("anything")));
    }

    [Fact]
    public void Term_of_an_earlier_chapter_needs_no_Korean_again()
    {
        Chapter first = Tiny.Chapter("04-first.ipynb", Tiny.Markdown("The **loss** (손실)."));
        Chapter second = Tiny.Chapter(
            "05-second.ipynb",
            Tiny.Markdown("The **Losses**."),
            Tiny.Markdown("The **losses** of")
        );

        Assert.Empty(Tiny.Find(new TermsAreDefined(), second, first));
        Assert.Single(
            Tiny.Find(
                new TermsAreDefined(),
                Tiny.Chapter("03-before.ipynb", Tiny.Markdown("The **loss** of")),
                first
            )
        );
    }

    [Fact]
    public void Glossary_that_is_used_is_right() =>
        Assert.Empty(
            Tiny.Find(
                new GlossaryIsUsed(),
                Start(Table),
                Tiny.Chapter("05-tiny.ipynb", Tiny.Markdown("Gradients and SGD."))
            )
        );

    [Fact]
    public void Entries_that_no_notebook_uses_are_found()
    {
        string[] found = Tiny.Find(
            new GlossaryIsUsed(),
            Start(Table),
            Tiny.Chapter(
                "05-tiny.ipynb",
                Tiny.Markdown("A gradientless word."),
                Tiny.Code("// SGD")
            )
        );

        Assert.Equal(2, found.Length);
        Assert.Contains("has gradient, which no notebook uses", found[0], StringComparison.Ordinal);
        Assert.Contains(
            "has stochastic gradient descent, which",
            found[1],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("No table.", "has no glossary")]
    [InlineData(
        "gradient\n\n| English | 한국어 | meaning |\n|---|---|---|\n| gradient |  | x |",
        "row gradient lacks English or Korean"
    )]
    [InlineData(
        "gradient\n\n| English | 한국어 |\n|---|---|\n| gradient | 기울기 |\n| Gradients | 경사 |",
        "has Gradients twice"
    )]
    public void Faults_of_the_table_are_found(string start, string expected) =>
        Assert.Contains(
            expected,
            Assert.Single(Tiny.Find(new GlossaryIsUsed(), Start(start))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Glossary_may_be_HTML()
    {
        const string Html =
            "<table><tr><th>English</th><th>한국어</th></tr>\n<tr><td>loss</td><td>손실</td></tr></table>";

        Assert.Single(Tiny.Find(new GlossaryIsUsed(), Start(Html)));
        Assert.Empty(Find("The **loss** (손실).", Html));
    }

    [Theory]
    [InlineData("Losses", "loss")]
    [InlineData("mini-batches", "Mini-batch")]
    [InlineData("biases", "bias")]
    [InlineData("accuracies", "accuracy")]
    [InlineData("learning  rates", "learning rate")]
    [InlineData("A local minimum", "local minimum")]
    public void Singular_and_plural_are_one_term(string plural, string singular) =>
        Assert.Equal(Glossary.Normalize(singular), Glossary.Normalize(plural));

    private static Chapter Start(string glossary) =>
        Tiny.Chapter("appendix-glossary.ipynb", Tiny.Markdown(glossary));

    private static string[] Find(string prose, string glossary) =>
        Tiny.Find(
            new TermsAreDefined(),
            Tiny.Chapter("05-tiny.ipynb", Tiny.Markdown(prose)),
            Start(glossary)
        );
}
