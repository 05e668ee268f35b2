using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>A side at work: a process that does what a line on its standard input says, answers with one line, and sleeps in between.</summary>
internal sealed class SideProcess : IDisposable
{
    private readonly Process process;

    /// <summary>Starts the process.</summary>
    /// <param name="side">What to start.</param>
    /// <param name="work">The folder that <see cref="TrainingCase.Write"/> filled.</param>
    /// <param name="data">The folder with MNIST.</param>
    /// <param name="threads">Number of threads it may use; a single one is kept on one processor, the same for all sides.</param>
    public SideProcess(Side side, string work, string data, int threads)
    {
        Side = side;
        Threads = threads;
        string count = threads.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(
            side.FileName,
            [.. side.Arguments, "--work", work, "--data", data, "--threads", count]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (string library in (string[])["OPENBLAS", "OMP", "MKL"])
        {
            start.Environment[$"{library}_NUM_THREADS"] = count;
        }

        // By default OpenMP's threads spin while they wait for each other; where others have work too, the one that spins keeps
        // the one that it waits for from the processor, and a step takes ten times as long and more.
        start.Environment["OMP_WAIT_POLICY"] = "passive";

        process = Process.Start(start)!;
        if (threads == 1 && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
        {
            // On Linux this binds the main thread, the one that works, and the threads that it starts from now on.
            process.ProcessorAffinity =
                (nint)1 << BitOperations.Log2((nuint)process.ProcessorAffinity);
        }
    }

    /// <summary>What was started.</summary>
    public Side Side { get; }

    /// <summary>Number of threads it may use.</summary>
    public int Threads { get; }

    /// <summary>Makes a network ready, with its initial weights.</summary>
    /// <param name="network">What to train.</param>
    /// <param name="order">Which of the orders that <see cref="TrainingCase.WriteOrders"/> wrote the samples come in.</param>
    public void Load(TrainingCase network, int order) => Ask($"load {network.Key} {order}");

    /// <summary>Makes training steps.</summary>
    /// <returns>The time they took in the process, and the last step's loss.</returns>
    public (double Seconds, double Loss) Train(int steps)
    {
        string[] numbers = Ask($"train {steps}").Split(' ');
        return (Number(numbers[0]), Number(numbers[1]));
    }

    /// <summary>The rate of matrix products, in floating-point operations per second (NumPy's side only).</summary>
    public double ProductRate(int products) => Number(Ask($"products {products}"));

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private string Ask(string command)
    {
        process.StandardInput.WriteLine(command);
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException(
                $"{Side.Name} ended at the command \"{command}\"; its message stands above."
            );
    }
}
