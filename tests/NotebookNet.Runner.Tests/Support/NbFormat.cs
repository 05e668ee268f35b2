using System.Diagnostics;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>Jupyter's own check of a notebook file.</summary>
internal static class NbFormat
{
    private const string Script = """
        import json, sys, nbformat
        notebook = json.load(open(sys.argv[1], encoding='utf-8'))
        nbformat.validate(notebook)
        """;

    /// <summary>Fails with what nbformat says unless it accepts the file.</summary>
    public static async Task ValidateAsync(string path)
    {
        ProcessStartInfo start = new("/usr/bin/python3", ["-W", "error", "-c", Script, path])
        {
            RedirectStandardError = true,
        };
        using Process python = Process.Start(start)!;
        string complaint = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, complaint);
    }
}
