using System.Diagnostics;

namespace NotebookNet.Runner.Classroom;

/// <summary>What a process takes that is not shut in: of what it starts is nothing known.</summary>
internal sealed class ProcessUse(Process process, string scratch) : ISandboxUse
{
    /// <summary>Looking through the folder may take this share of the time.</summary>
    private const int ShareOfTime = 10;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next;
    private (long Bytes, int Files) _scratch;

    public SandboxUse Read(int mostProcesses)
    {
        process.Refresh();
        if (_clock.Elapsed >= _next)
        {
            TimeSpan begin = _clock.Elapsed;
            _scratch = FolderSize.Of(scratch);
            _next = _clock.Elapsed + (_clock.Elapsed - begin) * ShareOfTime;
        }

        return new SandboxUse(1, process.Threads.Count, process.WorkingSet64)
        {
            ScratchBytes = _scratch.Bytes,
            ScratchFiles = _scratch.Files,
        };
    }
}
