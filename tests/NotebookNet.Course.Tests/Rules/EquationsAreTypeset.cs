using System.Text.RegularExpressions;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// Equations are such as MathJax, KaTeX and GitHub all typeset: commands that all three know, no space inside a `$`, no
/// letter and no digit against one from outside.
/// </summary>
internal sealed partial class EquationsAreTypeset : IRule
{
    /// <summary>All three know more, but not `\operatorname`, which GitHub refuses. What is needed and known is added here.</summary>
    private static readonly HashSet<string> s_known =
    [
        .. """
            alpha beta gamma delta varepsilon epsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi varphi chi psi omega
            Gamma Delta Theta Lambda Sigma Phi Psi Omega ell nabla partial infty
            frac tfrac dfrac sqrt sum prod int lim max min log ln exp sin cos tan tanh arg
            hat tilde bar vec dot overline underbrace overbrace
            cdot times pm mp odot oplus circ div ast top
            le ge ne lt gt ll gg approx equiv sim propto in notin mid
            to leftarrow rightarrow Leftarrow Rightarrow Leftrightarrow mapsto
            dots ldots cdots vdots ddots quad qquad
            left right big Big bigl bigr Bigl Bigr bigg Bigg lvert rvert lVert rVert lfloor rfloor lceil rceil langle rangle
            text mathrm mathsf mathbb mathbf mathcal mathit
            begin end
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course) =>
        chapter
            .Cells.Where(cell => !cell.IsCode)
            .SelectMany(cell =>
                Problems(Code().Replace(cell.Source, "`"))
                    .Select(problem => chapter.Violation(cell, problem))
            );

    private static IEnumerable<string> Problems(string text)
    {
        foreach (Match equation in Equation().Matches(text))
        {
            string whole = equation.Value.ReplaceLineEndings(" ");
            foreach (Match command in Command().Matches(whole))
            {
                if (!s_known.Contains(command.Groups[1].Value))
                {
                    yield return $"{command.Value} in {whole} is no command that MathJax, KaTeX and GitHub are known to share";
                }
            }

            if (!equation.Groups["inline"].Success)
            {
                continue;
            }

            string inline = equation.Groups["inline"].Value;
            if (inline.Length == 0 || BlankLine().IsMatch(inline))
            {
                yield return $"a $ without another one in its paragraph: {whole[..Math.Min(40, whole.Length)]}";
                continue;
            }

            if (inline.Trim().Length < inline.Length)
            {
                yield return $"{whole} has a space inside its $, where KaTeX and GitHub see no equation";
            }

            string outside = $"{At(equation.Index - 1)}{At(equation.Index + equation.Length)}";
            if (outside.Any(char.IsLetterOrDigit))
            {
                yield return $"{At(equation.Index - 1)}{whole}{At(equation.Index + equation.Length)}: a letter or digit right beside a $, where KaTeX and GitHub see no equation; write \"the $n$-th\"";
            }

            string At(int i) => i >= 0 && i < text.Length ? $"{text[i]}" : "";
        }
    }

    [GeneratedRegex("<pre\\b.*?</pre>|```.*?```|`[^`]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\$\$.*?\$\$|(?<!\\)\$(?<inline>(?:\\.|[^$\\])*)\$", RegexOptions.Singleline)]
    private static partial Regex Equation();

    [GeneratedRegex(@"\\([a-zA-Z]+)")]
    private static partial Regex Command();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLine();
}
