namespace NotebookNet.Session;

/// <summary>What a notebook's cells run in, one after the other.</summary>
internal interface ICellEngine
{
    /// <summary>The most resident memory that the process in which the cells run has held, in bytes.</summary>
    long PeakMemory { get; }

    /// <summary>Executes a cell; everything that it shows goes to <paramref name="output"/>, errors too.</summary>
    /// <returns>Whether the cell passed.</returns>
    Task<bool> ExecuteAsync(Cell cell, ICellOutput output);
}
