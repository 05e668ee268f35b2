using System.Diagnostics;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>A folder with programs of a test's own, before all others on the path.</summary>
internal sealed class CommandFolder(TemporaryFolder folder)
{
    /// <summary>The environment in which they are found.</summary>
    public string Path =>
        folder["commands"]
        + System.IO.Path.PathSeparator
        + Environment.GetEnvironmentVariable("PATH");

    /// <summary>Adds the built command under the name it has where it is installed.</summary>
    public CommandFolder WithNotebookNet() =>
        With("notebooknet", $"exec dotnet '{RunnerProcess.Program}' \"$@\"");

    /// <summary>Adds a program that is a shell script.</summary>
    public CommandFolder With(string name, string script)
    {
        Directory.CreateDirectory(folder["commands"]);
        string path = System.IO.Path.Combine(folder["commands"], name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        Process.Start("/bin/chmod", ["+x", path]).WaitForExit();
        return this;
    }
}
