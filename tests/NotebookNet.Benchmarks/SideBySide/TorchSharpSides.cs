using System.Runtime.InteropServices;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>Builds TorchSharp's sides: a project outside the solution, because its libtorch is 130 MB to download and 1.1 GB on the disk.</summary>
internal static class TorchSharpSides
{
    private const string Project = "peers/TorchSharp/TorchSharpSide.csproj";
    private const string Assembly = "bin/Release/net10.0/TorchSharpSide.dll";

    /// <summary>The sides, where they start; says which version, or in one line why they are left out.</summary>
    public static IReadOnlyList<Side> Find()
    {
        try
        {
            string assembly = Build();
            Console.WriteLine(
                $"TorchSharp {Output("It does not start", "dotnet", assembly, "version")}"
            );
            return Side.CreateTorchSharp(assembly);
        }
        catch (NotSupportedException exception)
        {
            Console.WriteLine($"TorchSharp is left out. {exception.Message}");
            return [];
        }
    }

    private static string Build()
    {
        if (OperatingSystem.IsLinux() && !HasNeededLibrary())
        {
            throw new NotSupportedException(
                "It needs the libstdc++ of GCC 13 or newer (GLIBCXX_3.4.32), this system's is older."
            );
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Project)))
        {
            folder = folder.Parent;
        }

        string project = Path.Combine(
            folder?.FullName
                ?? throw new NotSupportedException(
                    $"There is no {Project} above {AppContext.BaseDirectory}."
                ),
            Project
        );
        Console.Error.WriteLine("Building TorchSharp's side; the first time it downloads 130 MB …");
        // A build server would inherit the redirected output and keep it open.
        Output(
            "It cannot be built",
            "dotnet",
            "build",
            project,
            "-c",
            "Release",
            "--disable-build-servers",
            "-v",
            "q",
            "-nologo"
        );
        return Path.Combine(Path.GetDirectoryName(project)!, Assembly);
    }

    private static string Output(
        string failure,
        string program,
        params IEnumerable<string> arguments
    )
    {
        CommandResult command = CommandResult.Run(program, arguments);
        string[] lines = $"{command.Errors}\n{command.Output}".Split(
            '\n',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return command.Succeeded
            ? command.Output
            : throw new NotSupportedException(
                $"{failure}: {lines.FirstOrDefault(line => line.Contains("error")) ?? lines.FirstOrDefault()}"
            );
    }

    /// <summary>Whether the C++ library has the function that came with GLIBCXX_3.4.32.</summary>
    private static bool HasNeededLibrary() =>
        NativeLibrary.TryLoad("libstdc++.so.6", out nint library)
        && NativeLibrary.TryGetExport(library, "_ZSt21ios_base_library_initv", out _);
}
