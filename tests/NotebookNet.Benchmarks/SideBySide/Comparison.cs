using MathNet.Numerics.Statistics;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>
/// Training steps of several sides, with one thread and with several, in turns: side A, side B, side C, then A again, so that
/// whatever else the machine does slows them all alike. The sides that are not at work sleep.
/// </summary>
/// <param name="sides">Who takes part; NotebookNet, which the others are compared with, first.</param>
/// <param name="threads">The numbers of threads that each may use.</param>
/// <param name="work">The folder that <see cref="TrainingCase.Write"/> filled.</param>
/// <param name="data">The folder with MNIST.</param>
internal sealed class Comparison(
    IReadOnlyList<Side> sides,
    IReadOnlyList<int> threads,
    string work,
    string data
)
{
    /// <summary>Steps from the initial weights to the loss that the sides in double precision must agree on; they warm up too.</summary>
    public const int FirstSteps = 100;

    private const int Rounds = 15;

    /// <summary>Floating-point operations of a turn's products: some 100 ms of work.</summary>
    private const double OperationsInTurn = 3e9;

    /// <summary>
    /// How many turns' steps go before those that are timed: they bring the data back into the caches and the threads to their
    /// cores. A virtual machine that slept needs some 200 ms for that.
    /// </summary>
    private const int WarmUpTurns = 2;
    private const int ProductsInRound = 20;

    /// <summary>OpenBLAS's threads wait 2^28 cycles for more work before they sleep, some 110 ms.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private readonly List<Measurement> measurements = [];
    private readonly Dictionary<int, List<double>> productRates = [];

    /// <summary>What was measured.</summary>
    public IReadOnlyList<Measurement> Measurements => measurements;

    /// <summary>Floating-point operations per second of NumPy's matrix products, for each number of threads; empty where NumPy is missing.</summary>
    public IReadOnlyDictionary<int, double> ProductRates =>
        productRates.ToDictionary(rates => rates.Key, rates => rates.Value.UpperQuartile());

    /// <summary>Times all sides with all numbers of threads.</summary>
    public void Run()
    {
        var processes = new List<SideProcess>();
        try
        {
            foreach (int count in threads)
            {
                foreach (Side side in sides)
                {
                    processes.Add(new SideProcess(side, work, data, count));
                }
            }

            foreach (TrainingCase network in TrainingCase.All)
            {
                Console.Error.WriteLine($"{network.Name} …");
                Run(network, processes);
            }
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    private void Run(TrainingCase network, List<SideProcess> processes)
    {
        var losses = new List<double>();
        var agreements = new List<Agreement>();
        (double early, double late) = (double.NaN, double.NaN);
        foreach (SideProcess process in processes)
        {
            double? tolerance = process.Side.LossTolerance;
            double[] earlyLosses =
            [
                .. Enumerable
                    .Range(0, tolerance is null ? Agreement.Orders : 1)
                    .Select(order => LossAfter(Agreement.Float32Steps, network, process, order)),
            ];
            double loss = LossAfter(FirstSteps, network, process);
            if (losses.Count == 0)
            {
                (early, late) = (earlyLosses[0], loss);
            }

            losses.Add(loss);
            agreements.Add(
                tolerance is null
                    ? Agreement.OfFloat32(earlyLosses, early)
                    : Agreement.OfFloat64(loss, late, tolerance.Value)
            );
        }

        int steps = Math.Max(1, (int)(OperationsInTurn / network.ProductOperations()));
        List<double>[] times = [.. processes.Select(_ => new List<double>())];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < processes.Count; i++)
            {
                Thread.Sleep(Pause);
                processes[i].Train(WarmUpTurns * steps);
                times[i].Add(processes[i].Train(steps).Seconds / steps);
                if (processes[i].Side.Name == Side.NumPy)
                {
                    if (!productRates.TryGetValue(processes[i].Threads, out List<double>? rates))
                    {
                        productRates.Add(processes[i].Threads, rates = []);
                    }

                    rates.Add(processes[i].ProductRate(ProductsInRound));
                }
            }
        }

        for (int i = 0; i < processes.Count; i++)
        {
            measurements.Add(
                new Measurement(
                    network.Name,
                    processes[i].Side.Name,
                    processes[i].Threads,
                    times[i].LowerQuartile() * 1e6,
                    losses[i],
                    agreements[i].Difference,
                    agreements[i].Tolerance
                )
            );
        }
    }

    private static double LossAfter(
        int steps,
        TrainingCase network,
        SideProcess process,
        int order = 0
    )
    {
        process.Load(network, order);
        return process.Train(steps).Loss;
    }
}
