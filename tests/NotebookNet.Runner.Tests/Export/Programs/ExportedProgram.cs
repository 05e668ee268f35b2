using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Export.Programs;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Export.Programs;

/// <summary>A small notebook that was exported as a program, compiled in memory; it runs in a process of its own.</summary>
internal sealed class ExportedProgram : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The program.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What the export warned of.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The files that it made, by name.</summary>
    public IReadOnlyList<ExportedFile> Files { get; private set; } = [];

    /// <summary>The folder of the notebook.</summary>
    public string Folder => _folder.Path;

    /// <summary>The page that the program has written.</summary>
    public string Page => File.ReadAllText(_folder["n.figures.html"]);

    /// <summary>Exports the notebook of the folder.</summary>
    public async Task ExportAsync(params object[] cells)
    {
        TestNotebook.Write(
            _folder["n.ipynb"],
            [.. cells.Select(cell => cell as JsonObject ?? TestNotebook.Cell((string)cell))]
        );
        ExportSource source = new(
            NotebookDocument.Read(_folder["n.ipynb"]),
            _folder["n.ipynb"],
            _folder["n.cs"]
        )
        {
            Warn = Warnings.Add,
        };
        Files = await new ProgramExport().ExportAsync(source, CancellationToken.None);
        Text = Encoding.UTF8.GetString(Files[0].Content);
    }

    /// <summary>Exports a notebook and runs the program.</summary>
    /// <returns>What it prints.</returns>
    public async Task<string> RunAsync(params object[] cells)
    {
        await ExportAsync(cells);
        Compile();
        ProcessStartInfo start = new("dotnet", [_folder["n.dll"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (output + await errors).ReplaceLineEndings("\n").TrimEnd('\n');
    }

    public void Dispose() => _folder.Dispose();

    private void Compile()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "n",
            [
                CSharpSyntaxTree.ParseText(
                    Text,
                    new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([
                        new("FileBasedProgram", "true"),
                    ])
                ),
            ],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(file =>
                    !Path.GetFileName(file).StartsWith("NotebookNet.", StringComparison.Ordinal)
                )
                .Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true)
        );
        string[] said =
        [
            .. compilation
                .Emit(_folder["n.dll"])
                .Diagnostics.Where(diagnostic =>
                    diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701"
                )
                .Select(diagnostic => diagnostic.ToString()),
        ];
        Assert.True(said.Length == 0, string.Join('\n', said) + "\n" + Text);
        string formatting = typeof(Formatter).Assembly.Location;
        File.Copy(formatting, _folder[Path.GetFileName(formatting)]);
        // As `dotnet run n.cs` tells a program where its file is.
        File.WriteAllText(
            _folder["n.runtimeconfig.json"],
            JsonSerializer.Serialize(
                new
                {
                    runtimeOptions = new
                    {
                        tfm = "net10.0",
                        frameworks = new[]
                        {
                            new { name = "Microsoft.NETCore.App", version = "10.0.0" },
                            new { name = "Microsoft.AspNetCore.App", version = "10.0.0" },
                        },
                        configProperties = new Dictionary<string, object>
                        {
                            ["System.Globalization.Invariant"] = true,
                            ["EntryPointFilePath"] = _folder["n.cs"],
                            ["EntryPointFileDirectoryPath"] = _folder.Path,
                        },
                    },
                }
            )
        );
    }
}
