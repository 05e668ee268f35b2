using System.Text.RegularExpressions;

namespace NotebookNet.Session;

/// <summary>Splits a cell at its magic commands into steps.</summary>
internal static partial class CellParser
{
    public const string CSharp = "csharp";
    private const string Value = "value";

    /// <summary>The languages a cell may hold, by the names that switch to them.</summary>
    private static readonly Dictionary<string, string> s_languages = new(StringComparer.Ordinal)
    {
        ["csharp"] = CSharp,
        ["c#"] = CSharp,
        ["C#"] = CSharp,
        ["html"] = "html",
        ["markdown"] = "markdown",
        ["javascript"] = "javascript",
        ["js"] = "javascript",
        ["mermaid"] = "mermaid",
        ["value"] = Value,
    };

    private static readonly string[] s_commands =
    [
        "about",
        "import",
        "lsmagic",
        "set",
        "share",
        "time",
        "who",
        "whos",
    ];

    /// <summary>The languages a cell may hold.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. s_languages.Values.Distinct()];

    /// <summary>Every magic command there is, in alphabetical order.</summary>
    public static IReadOnlyList<string> Magics { get; } =
    [
        .. s_languages
            .Keys.Concat(s_commands)
            .Order(StringComparer.Ordinal)
            .Select(name => $"#!{name}"),
    ];

    /// <summary>The steps of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="added">The magic commands of packages, if there are any.</param>
    /// <exception cref="CellException">A magic command or a language is not known.</exception>
    public static IReadOnlyList<CellStep> Parse(Cell cell, IPackageMagics? added = null)
    {
        string? language = SwitchTo(cell.Language ?? CSharp);
        if (language is null)
        {
            throw new CellException(
                "LanguageError",
                $"the language of the cell is {cell.Language}; "
                    + $"there are {string.Join(", ", Languages)}."
            );
        }

        List<CellStep> steps = [];
        List<PackageRequest> packages = [];
        List<string> text = [];
        MagicArguments? arguments = null;
        int start = 1;
        int number = 0;
        foreach (string line in cell.Source.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (MagicLine().Match(line) is { Success: true } magic)
            {
                string name = magic.Groups["name"].Value;
                string rest = magic.Groups["arguments"].Value;
                if (SwitchTo(name) is string next)
                {
                    Flush(isLast: false);
                    (language, start) = (next, number);
                    arguments = LanguageOf(name) is null
                        ? null
                        : MagicArguments.Of(name, rest, number);
                }
                else if (s_commands.Contains(name))
                {
                    Flush(isLast: false);
                    steps.Add(
                        new CellStep.Magic(number, name, MagicArguments.Of(name, rest, number))
                    );
                }
                else if (added?.HasCommand(name) == true)
                {
                    Flush(isLast: false);
                    steps.Add(new CellStep.Sent(number, line.Trim(), Kernel: null));
                }
                else
                {
                    throw new CellException(
                        "MagicError",
                        $"#!{name} is not a magic command here; there are {string.Join(" ", Magics)}.",
                        number
                    );
                }

                text.Add("");
            }
            else if (language == CSharp && PackageLine().Match(line) is { Success: true } package)
            {
                string[] parts = package
                    .Groups["what"]
                    .Value.Split(',', 2, StringSplitOptions.TrimEntries);
                bool isSource = package.Groups["kind"].Value == "i";
                packages.Add(
                    new PackageRequest(
                        number,
                        isSource,
                        isSource ? package.Groups["what"].Value.Trim() : parts[0],
                        parts.ElementAtOrDefault(1)
                    )
                );
                text.Add("");
            }
            else
            {
                text.Add(line);
            }
        }

        Flush(isLast: true);
        return steps;

        string? SwitchTo(string name) =>
            LanguageOf(name) ?? (added?.HasKernel(name) == true ? name : null);

        void Flush(bool isLast)
        {
            string content = string.Join('\n', text);
            if (!Languages.Contains(language))
            {
                if (!string.IsNullOrWhiteSpace(content))
                {
                    steps.Add(new CellStep.Sent(start, content.Trim('\n'), language));
                }
            }
            else if (language == Value)
            {
                if (arguments is not null || !string.IsNullOrWhiteSpace(content))
                {
                    // As it is written, with its blank lines.
                    IEnumerable<string> kept = text.Skip(start);
                    steps.Add(
                        new CellStep.Block(
                            start,
                            language,
                            string.Join('\n', isLast ? kept : kept.Append("")),
                            arguments ?? MagicArguments.Of(Value, "", start)
                        )
                    );
                }
            }
            else if (language != CSharp)
            {
                if (!string.IsNullOrWhiteSpace(content))
                {
                    steps.Add(new CellStep.Block(start, language, content.Trim('\n'), arguments));
                }
            }
            else if (packages.Count > 0 || !string.IsNullOrWhiteSpace(content))
            {
                steps.Add(new CellStep.Code(start, content, [.. packages]));
            }

            for (int i = 0; i < text.Count; i++)
            {
                text[i] = "";
            }

            packages.Clear();
            arguments = null;
        }
    }

    /// <summary>The language that a name switches to; null where it is none of this session's.</summary>
    public static string? LanguageOf(string name) => s_languages.GetValueOrDefault(name);

    [GeneratedRegex(@"^\s*#!(?<name>\S*)(?<arguments>.*)$")]
    private static partial Regex MagicLine();

    [GeneratedRegex(@"^\s*#(?<kind>[ri])\s+""nuget:\s*(?<what>[^""]*)")]
    private static partial Regex PackageLine();
}
