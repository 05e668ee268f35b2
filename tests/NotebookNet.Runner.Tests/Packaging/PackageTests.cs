using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>The packages, made of a copy of the sources, and the tool installed from them.</summary>
[Trait("Tier", "long")]
public sealed class PackageTests(PackageTests.Packed packed) : IClassFixture<PackageTests.Packed>
{
    private const string Tool = "NotebookNet.Tool";

    private static readonly string[] s_libraries =
    [
        "NotebookNet",
        "NotebookNet.Interactive",
        "NotebookNet.Kernels",
    ];

    /// <summary>A folder with the packages, packed once for all tests.</summary>
    public sealed class Packed : IDisposable
    {
        /// <summary>A version that is nobody's, so that no cache holds it.</summary>
        public string Version { get; } =
            FormattableString.Invariant(
                $"0.1.0-test.{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}"
            );

        public const string Repository = "https://github.com/OWNER/REPOSITORY";

        private readonly TemporaryFolder _folder = new();
        private readonly Lazy<Task> _packed;

        public Packed() => _packed = new(PackAsync);

        public string this[string name] => _folder[name];

        /// <summary>The commit that the packages are made of.</summary>
        public string Commit { get; private set; } = "";

        /// <summary>Packs, if nobody has yet.</summary>
        public Task ReadyAsync() => _packed.Value;

        public string PathOf(string id, string extension = "nupkg") =>
            _folder[$"feed/{id}.{Version}.{extension}"];

        public void Dispose() => _folder.Dispose();

        /// <summary>Packs the copy once more, with more properties.</summary>
        internal Task<RunnerProcess.Outcome> PackAsync(
            string project,
            params string[] properties
        ) =>
            RunAsync(
                "sources",
                "dotnet",
                ["pack", $"lib/{project}", .. properties.Select(property => $"-p:{property}")]
            );

        /// <summary>Installs the tool, if nobody has yet, and makes the folder `empty`.</summary>
        /// <returns>The tool's program.</returns>
        internal async Task<string> InstallAsync()
        {
            await ReadyAsync();
            Directory.CreateDirectory(_folder["empty"]);
            string program = _folder["tools/notebooknet"];
            if (!File.Exists(program))
            {
                (
                    await RunAsync(
                        "empty",
                        "dotnet",
                        "tool",
                        "install",
                        Tool,
                        "--tool-path",
                        _folder["tools"],
                        "--source",
                        _folder["feed"],
                        "--version",
                        Version
                    )
                ).Expect(0);
            }

            return program;
        }

        /// <summary>Runs a program, in a folder of this one, that keeps what it restores here.</summary>
        internal async Task<RunnerProcess.Outcome> RunAsync(
            string folder,
            string program,
            params string[] arguments
        )
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            using Process process = RunnerProcess.Start(
                program,
                new Dictionary<string, string?>
                {
                    ["DOTNET_CLI_HOME"] = folder == "sources" ? home : _folder["home"],
                    ["NUGET_PACKAGES"] = folder == "sources" ? null : _folder["packages"],
                    ["NUGET_FALLBACK_PACKAGES"] =
                        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                        ?? Path.Combine(home, ".nuget", "packages"),
                    ["XDG_DATA_HOME"] = _folder["data"],
                    ["MSBUILDDISABLENODEREUSE"] = "1",
                },
                arguments,
                _folder[folder]
            );
            return await RunnerProcess.EndAsync(process);
        }

        private async Task PackAsync()
        {
            string[] files =
            [
                "Directory.Build.props",
                "Directory.Packages.props",
                ".editorconfig",
                ".gitignore",
                .. Directory
                    .EnumerateFiles(
                        Path.Combine(RepositoryFiles.Root, "lib"),
                        "*",
                        SearchOption.AllDirectories
                    )
                    .Select(file =>
                        Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/')
                    )
                    .Where(file =>
                        !file.Contains("/bin/", StringComparison.Ordinal)
                        && !file.Contains("/obj/", StringComparison.Ordinal)
                    ),
            ];
            foreach (string file in files)
            {
                string copy = _folder[$"sources/{file}"];
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(RepositoryFiles.Root, file), copy);
            }

            (await RunAsync("sources", "git", "init", "-q")).Expect(0);
            (await RunAsync("sources", "git", "add", "-A")).Expect(0);
            (
                await RunAsync(
                    "sources",
                    "git",
                    ["-c", "user.name=tests", "-c", "user.email=", "commit", "-q", "-m", "sources"]
                )
            ).Expect(0);
            Commit = (await RunAsync("sources", "git", "rev-parse", "HEAD")).Output.Trim();
            // What an earlier `dotnet publish` and an earlier `dotnet pack` have left.
            foreach (string folder in (string[])["bin/Release/net10.0/publish", "obj/packed"])
            {
                string left = _folder[$"sources/lib/NotebookNet.Runner/{folder}/left-behind.dll"];
                Directory.CreateDirectory(Path.GetDirectoryName(left)!);
                await File.WriteAllTextAsync(left, "");
            }

            foreach (string project in (string[])["NotebookNet.Runner", .. s_libraries])
            {
                (
                    await PackAsync(
                        project,
                        $"PackageOutputPath={_folder["feed"]}",
                        $"Version={Version}",
                        $"RepositoryUrl={Repository}"
                    )
                ).Expect(0);
            }
        }
    }

    [Fact]
    public async Task Each_package_says_what_it_is_and_names_no_folder_of_this_machine()
    {
        await packed.ReadyAsync();

        Assert.Equal(
            s_libraries
                .Append(Tool)
                .SelectMany(id => (string[])[packed.PathOf(id), packed.PathOf(id, "snupkg")])
                .Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(packed["feed"]).Order(StringComparer.Ordinal)
        );
        foreach (string id in s_libraries.Append(Tool))
        {
            using ZipArchive package = ZipFile.OpenRead(packed.PathOf(id));
            XElement metadata = Nuspec(package, id);
            Assert.Equal(id, Field(metadata, "id"));
            Assert.Equal("MIT", Field(metadata, "license"));
            Assert.Equal("icon.png", Field(metadata, "icon"));
            Assert.Equal("README.md", Field(metadata, "readme"));
            Assert.True(Field(metadata, "description").Length > 30, id);
            Assert.Contains("notebooks", Field(metadata, "tags"), StringComparison.Ordinal);
            XElement repository = Part(metadata, "repository");
            Assert.Equal(Packed.Repository, (string?)repository.Attribute("url"));
            Assert.Equal(packed.Commit, (string?)repository.Attribute("commit"));
            string readme = Text(package.GetEntry("README.md")!);
            Assert.StartsWith($"# {id}\n", readme, StringComparison.Ordinal);
            Assert.DoesNotContain(
                "](",
                readme.Replace("](https:", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            using ZipArchive symbols = ZipFile.OpenRead(packed.PathOf(id, "snupkg"));
            foreach (ZipArchiveEntry entry in package.Entries.Concat(symbols.Entries))
            {
                Assert.DoesNotContain("Test", entry.FullName, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("playwright/", entry.FullName, StringComparison.Ordinal);
                Assert.DoesNotContain("left-behind", entry.FullName, StringComparison.Ordinal);
                if (entry.Name.StartsWith("NotebookNet", StringComparison.Ordinal))
                {
                    Assert.False(
                        Encoding
                            .Latin1.GetString(Bytes(entry))
                            .Contains(packed["sources"], StringComparison.Ordinal),
                        $"{id}: {entry.FullName} names the folder it was built in."
                    );
                }
            }
        }

        Assert.InRange(new FileInfo(packed.PathOf(Tool)).Length, 1, 40_000_000);
    }

    [Fact]
    public async Task Ours_go_with_ours_of_the_same_version_and_the_symbols_lead_to_the_sources()
    {
        await packed.ReadyAsync();

        Assert.Equal(
            ["MathNet.Numerics 5.0.0", $"NotebookNet.Kernels [{packed.Version}]"],
            Dependencies("NotebookNet")
                .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
        );
        Assert.Equal(
            ["MathNet.Numerics 5.0.0"],
            Dependencies("NotebookNet.Kernels")
                .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
        );
        Assert.Contains($"NotebookNet [{packed.Version}]", Dependencies("NotebookNet.Interactive"));
        Assert.Empty(Dependencies(Tool));
        foreach (string id in s_libraries)
        {
            using ZipArchive symbols = ZipFile.OpenRead(packed.PathOf(id, "snupkg"));
            using MemoryStream pdb = new(Bytes(symbols.GetEntry($"lib/net10.0/{id}.pdb")!));
            MetadataReader reader = MetadataReaderProvider
                .FromPortablePdbStream(pdb)
                .GetMetadataReader();
            Assert.Contains(
                $"\"/_/*\":\"https://raw.githubusercontent.com/OWNER/REPOSITORY/{packed.Commit}/*\"",
                SourceLink(reader),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Packed_again_in_another_folder_the_assemblies_are_the_same_bytes()
    {
        await packed.ReadyAsync();
        (await packed.RunAsync("", "cp", "-r", "sources", "elsewhere")).Expect(0);
        (await packed.RunAsync("elsewhere", "git", "clean", "-fdxq")).Expect(0);

        (
            await packed.RunAsync(
                "elsewhere",
                "dotnet",
                "pack",
                "lib/NotebookNet.Interactive",
                $"-p:PackageOutputPath={packed["again"]}",
                $"-p:Version={packed.Version}",
                $"-p:RepositoryUrl={Packed.Repository}"
            )
        ).Expect(0);

        string name = "lib/net10.0/NotebookNet.Interactive.dll";
        using ZipArchive first = ZipFile.OpenRead(packed.PathOf("NotebookNet.Interactive"));
        using ZipArchive second = ZipFile.OpenRead(
            packed[$"again/NotebookNet.Interactive.{packed.Version}.nupkg"]
        );
        Assert.Equal(Bytes(first.GetEntry(name)!), Bytes(second.GetEntry(name)!));
    }

    [Fact]
    public async Task A_member_that_a_published_version_had_cannot_go_and_a_stable_version_cannot_stand_on_a_preview()
    {
        await packed.ReadyAsync();
        string[] properties =
        [
            $"PackageOutputPath={packed["next"]}",
            $"RestoreAdditionalProjectSources={packed["feed"]}",
            $"PackageValidationBaselineVersion={packed.Version}",
        ];
        string file = packed["sources/lib/NotebookNet/Data/SyntheticData.cs"];
        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        (await packed.PackAsync("NotebookNet", ["Version=0.1.1-next", .. properties])).Expect(0);
        await File.WriteAllTextAsync(
            file,
            text.Replace("Dataset TwoMoons(", "Dataset FourMoons(", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        RunnerProcess.Outcome broken = await packed.PackAsync(
            "NotebookNet",
            ["Version=0.1.1-next", .. properties]
        );
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        RunnerProcess.Outcome stable = await packed.PackAsync(
            "NotebookNet.Interactive",
            $"PackageOutputPath={packed["stable"]}",
            "Version=0.1.1"
        );

        broken.Expect(1);
        broken.Says("error CP0002: ");
        broken.Says("SyntheticData.TwoMoons(");
        stable.Expect(1);
        stable.Says("error NU5104: ");
    }

    [Fact]
    public async Task The_installed_tool_runs_a_notebook_that_has_only_the_package()
    {
        string tool = await packed.InstallAsync();
        string path = packed["empty/a.ipynb"];
        TestNotebook.Write(
            path,
            $"#i \"nuget:{packed["feed"]}\"\n#r \"nuget: NotebookNet.Interactive, {packed.Version}\"",
            "MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 2, 3.0)",
            "using NotebookNet.Interactive;\nPlot.Line([1.0, 2, 4], \"doubling\")",
            "Plotly.NET.CSharp.Chart.Point<double, double, string>(x: [1.0, 2.0], y: [5.0, 10.0])"
        );

        (await packed.RunAsync("empty", tool, "run", "a.ipynb", "--in-place")).Expect(0);
        (await packed.RunAsync("empty", tool, "verify", "a.ipynb")).Expect(0);

        Assert.Contains(
            "<table",
            TestNotebook.Shown(path, 1, "text/html"),
            StringComparison.Ordinal
        );
        foreach (int cell in (int[])[2, 3])
        {
            JsonNode data = TestNotebook.Outputs(path, cell)[0]!["data"]!;
            Assert.NotNull(data["application/vnd.plotly.v1+json"]);
        }

        Assert.Equal(
            packed["packages/notebooknet.interactive"],
            Assert.Single(
                Directory.EnumerateDirectories(packed["packages"], "notebooknet.interactive")
            )
        );
    }

    [Fact]
    public async Task The_installed_tool_gets_what_draws_previews_from_its_package()
    {
        Needs.Chromium();
        string tool = await packed.InstallAsync();
        string path = packed["empty/figure.ipynb"];
        TestNotebook.Write(
            path,
            """
            "{\"data\": [{\"y\": [1, 2]}], \"layout\": {}}".DisplayAs("application/vnd.plotly.v1+json");
            """
        );

        (await packed.RunAsync("empty", tool, "run", path, "--in-place", "--previews")).Expect(0);

        JsonNode data = TestNotebook.Outputs(path, 0)[0]!["data"]!;
        Assert.StartsWith("iVBOR", (string?)data["image/png"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_installed_tool_is_a_kernel_of_Jupyter()
    {
        Needs.JupyterKernelTest();
        string tool = await packed.InstallAsync();

        (
            await packed.RunAsync("empty", tool, "jupyter", "install", "--prefix", packed["prefix"])
        ).Expect(0);
        RunnerProcess.Outcome outcome = await packed.RunAsync(
            "empty",
            "/usr/bin/python3",
            "-c",
            """
            import os, sys
            os.environ["JUPYTER_PATH"] = sys.argv[1] + "/share/jupyter"
            os.environ["JUPYTER_RUNTIME_DIR"] = sys.argv[1] + "/runtime"
            from jupyter_client.manager import start_new_kernel
            manager, client = start_new_kernel(startup_timeout=600, kernel_name=sys.argv[2])
            shown = []
            def show(message):
                if message["msg_type"] in ("execute_result", "display_data"):
                    shown.append(sorted(message["content"]["data"]))
            for cell in sys.argv[3:]:
                reply = client.execute_interactive(cell, timeout=600, output_hook=show)
                print(reply["content"]["status"])
            print(shown[-1])
            client.stop_channels()
            manager.shutdown_kernel(now=True)
            """,
            packed["prefix"],
            "notebooknet",
            $"#i \"nuget:{packed["feed"]}\"\n#r \"nuget: NotebookNet.Interactive, {packed.Version}\"",
            "NotebookNet.Interactive.Plot.Line([1.0, 2, 4])"
        );

        outcome.Expect(0);
        outcome.Says("ok\nok\n['application/vnd.plotly.v1+json', ");
    }

    private static XElement Nuspec(ZipArchive package, string id) =>
        Part(XElement.Parse(Text(package.GetEntry($"{id}.nuspec")!)), "metadata");

    private static XElement Part(XElement element, string name) =>
        element.Elements().Single(part => part.Name.LocalName == name);

    private static string Field(XElement metadata, string name) => Part(metadata, name).Value;

    /// <summary>What a package depends on, each with the versions it takes.</summary>
    private string[] Dependencies(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packed.PathOf(id));
        return
        [
            .. Nuspec(package, id)
                .Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element =>
                    $"{(string?)element.Attribute("id")} {(string?)element.Attribute("version")}"
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The map from source files to addresses that symbols carry.</summary>
    private static string SourceLink(MetadataReader reader)
    {
        Guid kind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        return Encoding.UTF8.GetString(
            reader.GetBlobBytes(
                reader
                    .GetCustomDebugInformation(EntityHandle.ModuleDefinition)
                    .Select(reader.GetCustomDebugInformation)
                    .Single(information => reader.GetGuid(information.Kind) == kind)
                    .Value
            )
        );
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Text(ZipArchiveEntry entry) =>
        Encoding.UTF8.GetString(Bytes(entry)).TrimStart('\uFEFF');
}
