using System.Collections.Concurrent;
using NotebookNet.Jupyter.Help;
using NotebookNet.Session;

namespace NotebookNet.Jupyter.Tests.Help;

/// <summary>A session in which some cells have run, in a folder with some files, and help for it.</summary>
public sealed class HelpFixture : IAsyncLifetime
{
    private static readonly string[] s_cells =
    [
        "using System.Globalization;\nvar words = new List<string> { \"a\" };\nint count = 3;",
        "static int Thrice(this int x) => 3 * x;\nstring Twice(string text) => text + text;",
        """
            /// <summary>A box.</summary>
            class Box
            {
                public int Width { get; set; }
                public string Name = "";
                private int secret;
                protected virtual void Grow(int by) { }

                /// <summary>Opens the box.</summary>
                /// <remarks>It creaks.</remarks>
                /// <param name="force">How hard.</param>
                /// <param name="tool">With what.</param>
                public void Open(int force, string tool = "hand") { }
            }
            """,
        "var box = new Box();\nvar grid = new double[3, 4];\nvar replaced = 1;",
        "var replaced = \"now text\";",
        "class Endless : System.Collections.ICollection\n{\n    public int Count { get { while (true) { } } }\n    public bool IsSynchronized => false;\n    public object SyncRoot => this;\n    public void CopyTo(Array array, int index) { }\n    public IEnumerator GetEnumerator() => null;\n    public override string ToString() { while (true) { } }\n}\nvar endless = new Endless();",
        "#!time\nvar (left, right) = (1, \"two\");",
    ];

    private readonly string _folder = Directory
        .CreateTempSubdirectory("notebooknet-tests-")
        .FullName;

    private int _number;

    internal CSharpSession Session { get; private set; } = null!;

    internal CellHelp Help { get; private set; } = null!;

    /// <summary>What help has logged: nothing, where all is well.</summary>
    internal ConcurrentQueue<string> Logged { get; } = [];

    public async ValueTask InitializeAsync()
    {
        foreach (
            string file in (string[])
                [
                    "other.ipynb",
                    "code.csx",
                    "picture.png",
                    "lib/Library.dll",
                    ".hidden/x.dll",
                    "packages/some.library/1.9.0/some.library.nuspec",
                    "packages/some.library/1.10.0/some.library.nuspec",
                    "packages/some.library/2.0.0-beta.1/some.library.nuspec",
                    "packages/some.library/3.0.0/half.nuspec",
                    "packages/other.library/1.0.0/other.library.nuspec",
                ]
        )
        {
            string path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(
                path,
                file.StartsWith("packages/some", StringComparison.Ordinal)
                    ? "<package><metadata><id>Some.Library</id></metadata></package>"
                    : ""
            );
        }

        TextReader input = Console.In;
        Session = new CSharpSession(_folder, new NoHost());
        Console.SetIn(input);
        Help = new CellHelp(
            Session,
            Logged.Enqueue,
            new PackageFolder(Path.Combine(_folder, "packages"))
        );
        foreach (string cell in s_cells)
        {
            await RunAsync(cell);
        }
    }

    public ValueTask DisposeAsync()
    {
        Help.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a file into the session's folder.</summary>
    internal string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);
        return name;
    }

    /// <summary>Runs a cell, not through the console, which is the test's.</summary>
    internal async Task RunAsync(string source)
    {
        using CellExecution execution = new(new NoOutput());
        await Session.RunAsync(new Cell(++_number, source), execution);
    }

    /// <summary>What is offered where `¦` stands.</summary>
    internal Task<Completions> CompleteAsync(string marked) =>
        Help.CompleteAsync(
            marked.Replace("¦", "", StringComparison.Ordinal),
            marked.IndexOf('¦', StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

    /// <summary>What is said where `¦` stands.</summary>
    internal Task<Inspection?> InspectAsync(string marked, int detailLevel = 0) =>
        Help.InspectAsync(
            marked.Replace("¦", "", StringComparison.Ordinal),
            marked.IndexOf('¦', StringComparison.Ordinal),
            detailLevel,
            TestContext.Current.CancellationToken
        );

    private sealed class NoHost : ISessionHost
    {
        public Task<PackageAssets?> AddPackagesAsync(
            IReadOnlyList<PackageRequest> requests,
            CancellationToken cancellation
        ) => Task.FromResult<PackageAssets?>(null);

        public IReadOnlyList<Cell> ReadNotebook(string path, int line) => [];
    }

    private sealed class NoOutput : ICellOutput
    {
        public void Stream(string name, string text) { }

        public void Display(IReadOnlyDictionary<string, string> bundle, string displayId) { }

        public void Update(IReadOnlyDictionary<string, string> bundle, string displayId) { }

        public void Result(IReadOnlyDictionary<string, string> bundle) { }

        public void Clear(bool wait) { }

        public void Error(CellError error) { }
    }
}
