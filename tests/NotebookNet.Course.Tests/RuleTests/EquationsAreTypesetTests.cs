using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

public sealed class EquationsAreTypesetTests
{
    [Theory]
    [InlineData(@"With $\eta = 0.1$, $x$-axis ($y$), the $n$-th, \$5 and \$7.")]
    [InlineData(@"$$ E = \frac{1}{2} \sum_k (y_k - t_k)^2 $$")]
    [InlineData("$$\\begin{aligned}\na &= b \\\\\n\\end{aligned}$$")]
    [InlineData("`$n$th` and `$ x$`\n\n```csharp\nvar s = $\"{x}\"; var t = $\"{y}\";\n```")]
    [InlineData("<pre><code class=\"language-csharp\">$\"{x}\" + $\"{y}\"\n\n</code></pre>")]
    [InlineData("$a$, $b$\n\n$c$: $d$; *$e$* **$f$** | $g$ |")]
    public void What_all_typeset_is_right(string source) =>
        Assert.Empty(Tiny.Find(new EquationsAreTypeset(), Tiny.Markdown(source)));

    [Theory]
    [InlineData(@"$\operatname{Var}$", @"\operatname in $\operatname{Var}$")]
    [InlineData(@"$$\operatorname{Var} x$$", @"\operatorname in $$\operatorname{Var} x$$")]
    [InlineData("the $n$th", "$n$t: a letter or digit")]
    [InlineData("a 2$n$", "2$n$: a letter or digit")]
    [InlineData("it is $ x$ here", "$ x$ has a space")]
    [InlineData("it is $x $ here", "$x $ has a space")]
    [InlineData("costs $5\n\nor $7", "a $ without another one")]
    public void What_one_of_them_does_not_typeset_is_found(string source, string expected) =>
        Assert.Contains(
            expected,
            Assert.Single(Tiny.Find(new EquationsAreTypeset(), Tiny.Markdown(source))),
            StringComparison.Ordinal
        );
}
