namespace NotebookNet.Session;

/// <summary>Why a cell failed, in the parts that nbformat stores.</summary>
/// <param name="Name">The kind of error: an exception's type, or `CompilationError`.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines that say where: the message, then the cell's lines, the innermost first.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback)
{
    /// <summary>The kind of error of a cell that somebody has interrupted.</summary>
    private const string Interrupted = "Interrupted";

    /// <summary>How many characters of a message are kept.</summary>
    private const int LongestText = 10_000;

    /// <summary>How many lines of a trace are kept, of its beginning and of its end.</summary>
    private const int MostLines = 50;

    /// <summary>The packages that the sources do not serve, where nothing else is wrong; otherwise empty.</summary>
    public IReadOnlyList<string> UnservedPackages { get; init; } = [];

    /// <summary>The error of a cell that somebody has interrupted: where it was.</summary>
    public CellError AsInterrupted()
    {
        CellStoppedException interrupted = new();
        return this with
        {
            Name = Interrupted,
            Message = interrupted.Message,
            Traceback =
            [
                $"{Interrupted}: {interrupted.Message}",
                .. Traceback.Where(line => line.StartsWith("   ", StringComparison.Ordinal)),
            ],
        };
    }

    /// <summary>The error as far as somebody would read it.</summary>
    public CellError Shortened() =>
        this with
        {
            Name = Shortened(Name),
            Message = Shortened(Message),
            Traceback =
            [
                .. (
                    Traceback.Count <= 2 * MostLines + 1
                        ? Traceback
                        : Traceback
                            .Take(MostLines)
                            .Append(
                                Invariant(
                                    $"   [… {Traceback.Count - 2 * MostLines:N0} lines are left out …]"
                                )
                            )
                            .Concat(Traceback.TakeLast(MostLines))
                ).Select(Shortened),
            ],
        };

    /// <summary>The beginning of a text that is too long, and how long it is. A character of two halves is not parted.</summary>
    private static string Shortened(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return Invariant($"{text[..end]}\n[cut here: it has {text.Length:N0} characters]");
    }
}
