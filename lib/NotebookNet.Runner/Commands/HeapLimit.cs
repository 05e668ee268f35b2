using System.Globalization;

namespace NotebookNet.Runner.Commands;

/// <summary>How much memory the managed heap of one notebook may take, and how many notebooks run at the same time with it.</summary>
/// <param name="Bytes">The limit; null where the environment sets one.</param>
/// <param name="Jobs">How many notebooks.</param>
/// <param name="IsAsked">Whether the command line gives the limit.</param>
internal sealed record HeapLimit(long? Bytes, int Jobs, bool IsAsked = false)
{
    /// <summary>The share of the machine's memory that the managed heaps of all notebooks may take together, in percent.</summary>
    public const int PercentOfMachine = 50;

    /// <summary>The option that gives the limit.</summary>
    public const string Option = "--memory-limit";

    /// <summary>What every notebook has at least, where several run: fewer run where it would be less.</summary>
    private const long Least = 256L << 20;

    private const string Variable = "DOTNET_GCHeapHardLimit";
    private const string PercentVariable = "DOTNET_GCHeapHardLimitPercent";

    /// <summary>The limit in words, for who has reached it.</summary>
    public string Words =>
        Bytes is not long bytes
            ? $"the managed heap of a notebook is limited by the environment ({Variable})"
            : Invariant(
                $"the managed heap of a notebook may take {bytes >> 20} MB here ({Option}{(IsAsked ? "" : " sets it")})"
            );

    /// <summary>The limit that a run has.</summary>
    /// <param name="asked">What the command line gives, in bytes, or null.</param>
    /// <param name="jobs">How many notebooks shall run at the same time.</param>
    /// <param name="memory">The machine's memory, or the container's, in bytes.</param>
    /// <param name="isSetOutside">Whether the environment limits the heap of every process.</param>
    public static HeapLimit Of(long? asked, int jobs, long memory, bool isSetOutside)
    {
        if (asked is not null)
        {
            return new HeapLimit(asked, jobs, IsAsked: true);
        }

        if (isSetOutside)
        {
            return new HeapLimit(null, jobs);
        }

        long together = memory * PercentOfMachine / 100;
        int possible = (int)Math.Clamp(together / Least, 1, jobs);
        return new HeapLimit(together / possible, possible);
    }

    /// <summary>The limit that a run has on this machine.</summary>
    public static HeapLimit Here(long? asked, int jobs) =>
        Of(
            asked,
            jobs,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Environment.GetEnvironmentVariable(Variable) is not null
                || Environment.GetEnvironmentVariable(PercentVariable) is not null
        );

    /// <summary>Sets the limit for a process that is started, and for those that it starts.</summary>
    public void Set(IDictionary<string, string?> environment)
    {
        if (Bytes is long bytes)
        {
            Remove(environment);
            environment[Variable] = bytes.ToString("X", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Takes the limit from a process that is started: it runs no cells.</summary>
    public static void Remove(IDictionary<string, string?> environment)
    {
        environment.Remove(Variable);
        environment.Remove(PercentVariable);
    }
}
