using NotebookNet.Jupyter.Specs;

namespace NotebookNet.Jupyter.Tests.Specs;

/// <summary>How a front end starts the kernel, whichever way this program was installed.</summary>
public sealed class KernelLaunchTests
{
    private const string Dotnet = "/usr/share/dotnet/dotnet";

    [Theory]
    [InlineData("/usr/share/dotnet/dotnet")]
    [InlineData("/clone/bin/NotebookNet.Runner")]
    [InlineData(null)]
    public void A_build_is_started_by_the_dotnet_that_runs_it(string? process)
    {
        KernelLaunch launch = KernelLaunch.Of(
            process,
            "/clone/bin/NotebookNet.Runner.dll",
            Dotnet,
            hasCultures: true
        );
        Assert.Equal(
            [
                Dotnet,
                "exec",
                "--runtimeconfig",
                "/clone/bin/worker.runtimeconfig.json",
                "/clone/bin/NotebookNet.Runner.dll",
                "kernel",
                "--connection-file",
                "{connection_file}",
            ],
            launch.Argv
        );
    }

    [Fact]
    public void An_installed_tool_is_started_by_its_command_which_survives_an_update()
    {
        KernelLaunch launch = KernelLaunch.Of(
            "/home/x/.dotnet/tools/notebooknet",
            "/home/x/.dotnet/tools/.store/notebooknet/1.0.0/notebooknet/1.0.0/tools/net10.0/any/NotebookNet.Runner.dll",
            Dotnet,
            hasCultures: true
        );
        Assert.Equal(
            [
                "/home/x/.dotnet/tools/notebooknet",
                "kernel",
                "--connection-file",
                "{connection_file}",
            ],
            launch.Argv
        );
        // The command looks for .NET: an editor need not have been started with the variable.
        Assert.Equal("/usr/share/dotnet", launch.Environment["DOTNET_ROOT"]);
    }

    [Fact]
    public void A_tool_of_a_manifest_lies_in_the_package_folder_and_is_a_build()
    {
        KernelLaunch launch = KernelLaunch.Of(
            Dotnet,
            "/home/x/.nuget/packages/notebooknet/1.0.0/tools/net10.0/any/NotebookNet.Runner.dll",
            Dotnet,
            hasCultures: true
        );
        Assert.Equal(Dotnet, launch.Argv[0]);
    }

    [Theory]
    [InlineData(true, "0")]
    [InlineData(false, "1")]
    public void Cells_know_every_culture_where_the_machine_does(bool hasCultures, string value)
    {
        foreach (string process in (string[])["/tools/notebooknet", Dotnet])
        {
            KernelLaunch launch = KernelLaunch.Of(
                process,
                "/tools/.store/notebooknet/NotebookNet.Runner.dll",
                Dotnet,
                hasCultures
            );
            Assert.Equal(value, launch.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"]);
        }
    }

    [Fact]
    public void The_first_file_that_is_not_there_is_named()
    {
        string there = typeof(KernelLaunchTests).Assembly.Location;
        string folder = Path.GetDirectoryName(there)!;
        string gone = Path.Combine(folder, "gone.dll");
        Assert.Null(KernelLaunch.Missing([there, "kernel", "{connection_file}"], null));
        Assert.Equal(gone, KernelLaunch.Missing([there, "exec", gone], null));
        Assert.Null(KernelLaunch.Missing([Path.GetFileName(there)], folder));
        Assert.Equal("python3", KernelLaunch.Missing(["python3", there], folder));
    }
}
