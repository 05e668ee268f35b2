using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>The command <c>peers</c>: times all sides in one run and checks that they compute the same.</summary>
internal static class PeersCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Runs the comparison and prints its table.</summary>
    /// <param name="jsonPath">A file for the measurements, or null.</param>
    /// <returns>0, or 1 where the sides' losses disagree.</returns>
    public static int Run(string? jsonPath)
    {
        Console.WriteLine(Machine.Description);
        Side[] sides = [Side.NotebookNet, .. PythonSides.Find()];
        string data = Path.Combine(DataDirectory.Find(), "mnist");
        DirectoryInfo work = Directory.CreateTempSubdirectory("notebooknet-peers-");
        try
        {
            WriteWork(work.FullName);
            int[] threads = [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
            var comparison = new Comparison(sides, threads, work.FullName, data);
            comparison.Run();
            Console.WriteLine();
            Console.WriteLine(PeersTable.Format(comparison.Measurements, comparison.ProductRates));
            if (jsonPath is not null)
            {
                WriteJson(comparison.Measurements, jsonPath);
            }

            return LossesAgree(comparison.Measurements, sides) ? 0 : 1;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static void WriteWork(string folder)
    {
        foreach (TrainingCase network in TrainingCase.All)
        {
            network.Write(folder);
        }

        // The order in which MiniBatches takes the samples in its first epoch.
        int[] order = [.. Enumerable.Range(0, 60_000)];
        RandomNumbers.Create("batches", TrainingCase.Seed).ShuffleInPlace<int>(order);
        File.WriteAllBytes(
            Path.Combine(folder, "order.i32"),
            MemoryMarshal.AsBytes<int>(order).ToArray()
        );
    }

    private static void WriteJson(IReadOnlyList<Measurement> measurements, string path)
    {
        string temporary = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(temporary, JsonSerializer.Serialize(measurements, Json));
        File.Move(temporary, path, overwrite: true);
    }

    private static bool LossesAgree(IReadOnlyList<Measurement> measurements, Side[] sides)
    {
        bool agree = true;
        foreach (Measurement measurement in measurements)
        {
            double expected = measurements
                .First(other =>
                    other.Network == measurement.Network && other.Side == Side.NotebookNet.Name
                )
                .Loss;
            double tolerance = sides.Single(side => side.Name == measurement.Side).LossTolerance;
            double difference = Math.Abs((measurement.Loss / expected) - 1);
            if (!(difference <= tolerance))
            {
                agree = false;
                Console.WriteLine(
                    $"{measurement.Network}: the loss of {measurement.Side} with {measurement.Threads} thread(s) is {measurement.Loss:R}, "
                        + $"NotebookNet's is {expected:R}: a relative difference of {difference:E1}, at most {tolerance:E1} was expected."
                );
            }
        }

        if (agree)
        {
            Console.WriteLine($"All sides agree on the loss after {Comparison.FirstSteps} steps.");
        }

        return agree;
    }
}
