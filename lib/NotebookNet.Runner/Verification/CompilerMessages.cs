using System.Text;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Verification;

/// <summary>
/// What the compiler says, whoever prints it: the kernel as `(1,9): error CS0029: …` on stderr, with empty lines around it,
/// or as the text of an error; this program with the cell before it.
/// </summary>
/// <param name="Errors">The errors, each with its place.</param>
/// <param name="Warnings">The warnings, each with its place; none of the versions of assemblies, which only Jupyter gives.</param>
/// <param name="Packages">What NuGet took instead of what was asked for, which only this program says.</param>
/// <param name="Rest">What else the text says, as it stands there.</param>
internal sealed partial record CompilerMessages(
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Packages,
    string Rest
)
{
    /// <summary>Takes them out of a text.</summary>
    public static CompilerMessages Read(string text)
    {
        if (
            !text.Contains(" CS", StringComparison.Ordinal)
            && !text.Contains("(NU", StringComparison.Ordinal)
        )
        {
            return new CompilerMessages([], [], [], text);
        }

        List<string> errors = [];
        List<string> warnings = [];
        List<string> packages = [];
        StringBuilder rest = new();
        bool isAfterMessage = false;
        string blank = "";
        foreach (string line in Lines(text))
        {
            if (string.IsNullOrWhiteSpace(line) && blank.Length == 0)
            {
                blank = isAfterMessage ? "" : line;
                isAfterMessage = false;
                continue;
            }

            bool isMessage = true;
            if (Message().Match(line) is { Success: true } message)
            {
                string place = $"line {message.Groups["line"]}, column {message.Groups["column"]}";
                (message.Groups["kind"].Value == "error" ? errors : warnings).Add(
                    $"{place}: {message.Groups["said"]}".TrimEnd()
                );
            }
            else if (Substitution().IsMatch(line))
            {
                packages.Add(line.TrimEnd());
            }
            else if (!AssemblyVersion().IsMatch(line))
            {
                isMessage = false;
                rest.Append(blank).Append(line);
            }

            blank = "";
            isAfterMessage = isMessage;
        }

        return new CompilerMessages(errors, warnings, packages, rest.Append(blank).ToString());
    }

    /// <summary>The lines of a text, each with its end.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            yield return text[start..end];
            start = end;
        }
    }

    [GeneratedRegex(
        @"^(\((?<line>\d+),(?<column>\d+)\)|cell \d+( \([^)\n]{1,20}\))?, line (?<line>\d+), column (?<column>\d+)): (?<said>(?<kind>error|warning) (?!CS170[12]:)CS\d+: [^\r\n]*)"
    )]
    private static partial Regex Message();

    [GeneratedRegex(@"^[^\r\n]* \(NU160[1358]\)\.\s*$")]
    private static partial Regex Substitution();

    /// <summary>What Jupyter shows and no project's build does: another version of an assembly than the library was built with.</summary>
    [GeneratedRegex(
        @"^(\(\d+,\d+\): )?warning CS170[12]: Assuming assembly reference '[^\r\n]*\s*$"
    )]
    private static partial Regex AssemblyVersion();
}
