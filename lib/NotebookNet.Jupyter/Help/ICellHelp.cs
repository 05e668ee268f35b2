namespace NotebookNet.Jupyter.Help;

/// <summary>
/// What an editor asks about a cell that is being written. Positions are in UTF-16 code units of the cell's text; one
/// outside of it counts as its nearer end. Nothing here throws but for a cancelled token, and calls may come from any thread.
/// </summary>
internal interface ICellHelp
{
    /// <summary>What could stand at the cursor instead of the word that is being typed there.</summary>
    Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation);

    /// <summary>What the name at the cursor is, or, in a list of arguments, what is called; null where there is nothing to say.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cursor">Where the cursor stands.</param>
    /// <param name="detailLevel">1 asks for remarks too.</param>
    /// <param name="cancellation">Ends the work; it then throws.</param>
    Task<Inspection?> InspectAsync(
        string code,
        int cursor,
        int detailLevel,
        CancellationToken cancellation
    );

    /// <summary>Whether the cell can be run as it stands, or waits for more lines.</summary>
    Completeness IsComplete(string code);

    /// <summary>Makes the first answer come as fast as the later ones.</summary>
    Task WarmUpAsync(CancellationToken cancellation);
}
