namespace NotebookNet.Session;

/// <summary>The files that `#!import` runs: notebooks, of which the prose is shown, and files of C#.</summary>
internal sealed class NotebookImports(CSharpSession session, ISessionHost host)
{
    private readonly Stack<string> _running = [];

    /// <summary>Runs a file in the session.</summary>
    /// <exception cref="CellException">It is not there, imports itself, or is none that can be run.</exception>
    public async Task RunAsync(CellStep.Magic import, CellExecution execution)
    {
        string path = Path.GetFullPath(import.Arguments["--file"]!, session.Directory);
        string name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new CellException("ImportError", $"{path} does not exist.", import.Line);
        }

        if (_running.Contains(path))
        {
            throw new CellException("ImportError", $"{name} imports itself.", import.Line);
        }

        _running.Push(path);
        try
        {
            foreach (Cell cell in ReadCells(path, name, import.Line))
            {
                if (cell.Language == DibFile.Prose)
                {
                    session.Display(
                        new Dictionary<string, string> { ["text/markdown"] = cell.Source }
                    );
                }
                else
                {
                    await session.RunAsync(cell, execution);
                }
            }
        }
        finally
        {
            _running.Pop();
        }
    }

    private IEnumerable<Cell> ReadCells(string path, string name, int line) =>
        Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".ipynb" => host.ReadNotebook(path, line),
            ".dib" => DibFile.Cells(File.ReadAllText(path), name),
            ".cs" or ".csx" => [new Cell(1, File.ReadAllText(path)) { Name = name }],
            _ => throw new CellException(
                "ImportError",
                $"{name} is neither .ipynb nor .dib nor .cs nor .csx.",
                line
            ),
        };
}
