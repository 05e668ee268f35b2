namespace NotebookNet.Session;

/// <summary>Who types what a cell asks for.</summary>
internal interface ICellInput
{
    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="prompt">What is asked; it may be empty.</param>
    /// <param name="isPassword">Whether the answer is not to be seen.</param>
    /// <returns>One line, without its end.</returns>
    /// <exception cref="OperationCanceledException">The cell was interrupted meanwhile.</exception>
    string Read(string prompt, bool isPassword);
}
