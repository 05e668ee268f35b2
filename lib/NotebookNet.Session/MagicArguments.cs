namespace NotebookNet.Session;

/// <summary>What stands behind a magic command on its line: options with their values, flags, and words without a name.</summary>
internal sealed class MagicArguments
{
    /// <summary>The magic commands with options: which they take, which they need, and which one a word without a name stands for.</summary>
    private static readonly Dictionary<string, MagicSyntax> s_syntax = new(StringComparer.Ordinal)
    {
        ["import"] = new(["--file"], ["--file"]) { Unnamed = "--file" },
        ["set"] = new(["--name", "--value", "--mime-type"], ["--name", "--value"])
        {
            Flag = "--byref",
        },
        ["share"] = new(["--name", "--from", "--as", "--mime-type"], ["--from", "--name"])
        {
            Unnamed = "--name",
        },
        ["value"] = new(
            ["--name", "--from-file", "--from-url", "--from-value", "--mime-type"],
            ["--name"]
        ),
    };

    private static readonly MagicSyntax s_none = new([], []);

    private readonly Dictionary<string, string> _values = [];
    private readonly bool _hasFlag;

    private MagicArguments(string name, string text, int line)
    {
        MagicSyntax syntax = s_syntax.GetValueOrDefault(name, s_none);
        string[] words = [.. MagicWords.In(text)];
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            if (word == syntax.Flag)
            {
                _hasFlag = true;
            }
            else if (syntax.Options.Contains(word))
            {
                if (i + 1 == words.Length || IsOption(words[i + 1]))
                {
                    throw Refusal($"needs a value after {word}");
                }

                if (!_values.TryAdd(word, words[++i]))
                {
                    throw Refusal($"takes {word} once, not twice");
                }
            }
            else if (IsOption(word))
            {
                string known = string.Join(
                    ", ",
                    syntax.Options.Append(syntax.Flag).OfType<string>()
                );
                throw Refusal(
                    $"has no option {word}"
                        + (known.Length > 0 ? $"; there are {known}" : "; it takes none")
                );
            }
            else if (syntax.Unnamed is string option)
            {
                // A path with blanks in it, without quotes.
                _values[option] = _values.TryGetValue(option, out string? first)
                    ? $"{first} {word}"
                    : word;
            }
        }

        if (
            syntax.Required.FirstOrDefault(option => !_values.ContainsKey(option)) is string missing
        )
        {
            throw Refusal($"needs {missing}");
        }

        CellException Refusal(string what) => new("MagicError", $"#!{name} {what}.", line);
    }

    /// <summary>What follows the name of a magic command.</summary>
    /// <exception cref="CellException">An option is not known, stands there twice, has no value, or is missing.</exception>
    public static MagicArguments Of(string name, string text, int line) => new(name, text, line);

    /// <summary>Whether the flag is there that the command takes.</summary>
    public bool HasFlag => _hasFlag;

    /// <summary>The value of an option as it is written, with its quotes; null where it is not there.</summary>
    public string? Literal(string option) => _values.GetValueOrDefault(option);

    /// <summary>The value of an option without the quotes around it; null where it is not there.</summary>
    public string? this[string option] =>
        Literal(option) is ['"', .. var inner, '"'] ? inner : Literal(option);

    private static bool IsOption(string word) => word is ['-', '-', ..] or ['-', >= 'a' and <= 'z'];

    private sealed record MagicSyntax(string[] Options, string[] Required)
    {
        public string? Unnamed { get; init; }

        public string? Flag { get; init; }
    }
}
