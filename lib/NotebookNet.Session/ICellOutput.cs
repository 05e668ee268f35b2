namespace NotebookNet.Session;

/// <summary>Receives what a cell shows, in the order in which it shows it. Calls may come from any thread.</summary>
internal interface ICellOutput
{
    /// <summary>Text printed to `stdout` or `stderr`.</summary>
    void Stream(string name, string text);

    /// <summary>A value shown by the cell.</summary>
    /// <param name="bundle">Mime types and contents; JSON as its text.</param>
    /// <param name="displayId">What a later <see cref="Update"/> calls the output by.</param>
    void Display(IReadOnlyDictionary<string, string> bundle, string displayId);

    /// <summary>New contents for a value that was shown, by this cell or by an earlier one.</summary>
    void Update(IReadOnlyDictionary<string, string> bundle, string displayId);

    /// <summary>The value of the cell's trailing expression.</summary>
    void Result(IReadOnlyDictionary<string, string> bundle);

    /// <summary>What the cell has shown is taken away; with <paramref name="wait"/>, as soon as it shows something else.</summary>
    void Clear(bool wait);

    /// <summary>The cell failed.</summary>
    void Error(CellError error);
}
