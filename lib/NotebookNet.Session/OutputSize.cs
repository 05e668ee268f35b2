namespace NotebookNet.Session;

/// <summary>How much one or several outputs show.</summary>
internal readonly record struct OutputSize(long Characters, long Lines, int Outputs)
{
    /// <summary>A stream of printed text, to which the text is still to come.</summary>
    public static readonly OutputSize OfStream = new(0, 0, 1);

    /// <summary>A text that is added to an output.</summary>
    public static OutputSize OfText(string text) => Of([text]) with { Outputs = 0 };

    /// <summary>A value, in all its mime types.</summary>
    public static OutputSize Of(IEnumerable<string> contents)
    {
        long characters = 0;
        long lines = 0;
        foreach (string content in contents)
        {
            characters += content.Length;
            lines += content.AsSpan().Count('\n');
        }

        return new OutputSize(characters, lines, 1);
    }

    public static OutputSize operator +(OutputSize one, OutputSize other) =>
        new(
            one.Characters + other.Characters,
            one.Lines + other.Lines,
            one.Outputs + other.Outputs
        );

    public static OutputSize operator -(OutputSize one, OutputSize other) =>
        new(
            one.Characters - other.Characters,
            one.Lines - other.Lines,
            one.Outputs - other.Outputs
        );
}
