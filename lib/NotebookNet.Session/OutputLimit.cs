namespace NotebookNet.Session;

/// <summary>
/// How much a cell may show, and a notebook. It is counted as it comes: for each cell by the process in which it runs, for all cells
/// of a notebook by the one that keeps what they show.
/// </summary>
/// <param name="whose">Who shows.</param>
/// <param name="times">How many times as much as one cell it may be.</param>
internal sealed class OutputLimit(string whose, int times)
{
    /// <summary>How many characters of printed text a cell may produce; what comes after is dropped, and that is said.</summary>
    public const int Printed = 1_000_000;

    /// <summary>How many characters of shown values a cell may produce.</summary>
    public const int Characters = 20_000_000;

    /// <summary>How many lines the values that a cell shows may have.</summary>
    public const int Lines = 1_000_000;

    /// <summary>How many outputs a cell may have.</summary>
    public const int Outputs = 10_000;

    /// <summary>How many times as much as a cell a notebook may show.</summary>
    private const int TimesOfNotebook = 5;

    private OutputSize _taken;

    /// <summary>What says that a cell has printed too much.</summary>
    public static string PrintedTooMuch =>
        Invariant(
            $"\n[cut here: the cell printed more than {Printed:N0} characters; the rest is not kept]\n"
        );

    /// <summary>What says that a single value takes too much.</summary>
    public static InvalidDataException ValueTooLong() =>
        new(
            Invariant(
                $"the value takes more than {Characters:N0} characters to show; show a part of it, or write it to a file."
            )
        );

    public static OutputLimit OfCell() => new("the cell", 1);

    public static OutputLimit OfNotebook() => new("the notebook", TimesOfNotebook);

    /// <summary>Counts what is shown.</summary>
    /// <returns>A text that says of what there is too much, or null. Then it is not counted.</returns>
    public string? Add(OutputSize size)
    {
        OutputSize sum = _taken + size;
        string? tooMuch =
            sum.Characters > (long)Characters * times ? Said(Characters, "characters")
            : sum.Lines > (long)Lines * times ? Said(Lines, "lines")
            : sum.Outputs > Outputs * times ? Said(Outputs, "outputs")
            : null;
        _taken = tooMuch is null ? sum : _taken;
        return tooMuch;
    }

    /// <summary>Takes back what is shown no more.</summary>
    public void Remove(OutputSize size) => _taken -= size;

    private string Said(long limit, string what) =>
        Invariant(
            $"\n[cut here: {whose} shows more than {limit * times:N0} {what}; the rest is not kept]\n"
        );
}
