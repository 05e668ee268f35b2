using System.Diagnostics;
using System.Text;

namespace NotebookNet.Jupyter;

/// <summary>Lines for who looks at what the kernel's server logs: one for each thing that went wrong, but not without end.</summary>
internal sealed class KernelLog(BackgroundWriter writer)
{
    private const int MostInPeriod = 20;
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long _start = Stopwatch.GetTimestamp();
    private int _lines;
    private int _dropped;

    public void Write(string line)
    {
        lock (_lock)
        {
            if (Stopwatch.GetElapsedTime(_start) > s_period)
            {
                if (_dropped > 0)
                {
                    Print(Invariant($"{_dropped:N0} lines like these are left out"));
                }

                _start = Stopwatch.GetTimestamp();
                _lines = _dropped = 0;
            }

            if (++_lines <= MostInPeriod)
            {
                Print(line);
            }
            else
            {
                _dropped++;
            }
        }
    }

    private void Print(string line) =>
        writer.Write(
            Encoding.UTF8.GetBytes($"notebooknet kernel: {line.ReplaceLineEndings(" ")}\n")
        );
}
