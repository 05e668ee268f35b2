namespace NotebookNet.Runner.Commands;

/// <summary>Shows how far a run is. Calls may come from several notebooks at once.</summary>
internal interface IProgressView
{
    /// <summary>A notebook of so many code cells has been started.</summary>
    void Started(string path, int cells);

    /// <summary>A code cell, counted from 1, has been started.</summary>
    void CellStarted(string path, int number);

    /// <summary>A notebook has ended.</summary>
    void Ended(NotebookResult result);

    /// <summary>Something to know that concerns no notebook in particular.</summary>
    void Note(string message);
}
