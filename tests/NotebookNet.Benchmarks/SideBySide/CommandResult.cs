using System.ComponentModel;
using System.Diagnostics;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>What a command printed.</summary>
/// <param name="Succeeded">Whether it was found and ended with 0.</param>
/// <param name="Output">Its standard output, without the white space around.</param>
/// <param name="Errors">Its standard error, likewise.</param>
internal sealed record CommandResult(bool Succeeded, string Output, string Errors)
{
    /// <summary>Runs it to its end.</summary>
    public static CommandResult Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return new(process.ExitCode == 0, output, errors.Result.Trim());
        }
        catch (Win32Exception exception)
        {
            return new(false, "", exception.Message);
        }
    }
}
