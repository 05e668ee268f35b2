namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>One side of a comparison, and how its process is started.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="LossTolerance">How far its loss may be from NotebookNet's, relatively: a matter of its number format.</param>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its first arguments; those that every side takes follow.</param>
internal sealed record Side(
    string Name,
    double LossTolerance,
    string FileName,
    params IReadOnlyList<string> Arguments
)
{
    public const string NumPy = "NumPy float64";

    /// <summary>NotebookNet, as this program in another process.</summary>
    public static Side NotebookNet { get; } = CreateNotebookNet();

    /// <summary>NumPy's side.</summary>
    public static Side CreateNumPy(string python) =>
        new(NumPy, 1e-9, python, Script("numpy_side.py"));

    /// <summary>PyTorch's side in double precision.</summary>
    public static Side CreateTorch64(string python) =>
        new("PyTorch float64", 1e-9, python, Script("torch_side.py"), "--dtype", "float64");

    /// <summary>PyTorch's side in single precision, its default.</summary>
    public static Side CreateTorch32(string python) =>
        new("PyTorch float32", 1e-2, python, Script("torch_side.py"), "--dtype", "float32");

    private static Side CreateNotebookNet()
    {
        // A published or built program is its own host; "dotnet X.dll" needs the assembly named again.
        string host = Environment.ProcessPath!;
        string[] arguments =
            Path.GetFileNameWithoutExtension(host) == "dotnet"
                ? [typeof(Side).Assembly.Location, NotebookNetSide.Command]
                : [NotebookNetSide.Command];
        return new Side("NotebookNet", 0, host, arguments);
    }

    private static string Script(string name) =>
        Path.Combine(AppContext.BaseDirectory, "peers", name);
}
