using System.Diagnostics;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>Processes of which a test knows the number.</summary>
internal static class Processes
{
    /// <summary>Waits until they have ended; five minutes stand for never.</summary>
    public static async Task EndedAsync(params int[] processes)
    {
        long start = Stopwatch.GetTimestamp();
        while (processes.Any(IsRunning))
        {
            Assert.True(
                Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(5),
                $"still running: {string.Join(", ", processes.Where(IsRunning))}"
            );
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends a signal by its name.</summary>
    public static void Signal(Process process, string signal) =>
        Process.Start("/bin/kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();

    private static bool IsRunning(int process)
    {
        string status = $"/proc/{process}/stat";
        try
        {
            // The state follows the name, which stands in brackets; Z has ended and was not asked for its code.
            return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ");
        }
        catch (IOException)
        {
            return false;
        }
    }
}
