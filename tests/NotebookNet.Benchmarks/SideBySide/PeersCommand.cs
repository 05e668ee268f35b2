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
        string data = Path.Combine(DataDirectory.Find(), "mnist");
        Side[] sides = [Side.NotebookNet, .. PythonSides.Find(), .. TorchSharpSides.Find()];
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

            return LossesAgree(comparison.Measurements) ? 0 : 1;
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

        TrainingCase.WriteOrders(folder, Agreement.Orders);
    }

    private static void WriteJson(IReadOnlyList<Measurement> measurements, string path) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, measurements, Json));

    private static bool LossesAgree(IReadOnlyList<Measurement> measurements)
    {
        bool agree = true;
        foreach (Measurement row in measurements)
        {
            if (!(row.Difference <= row.Tolerance))
            {
                agree = false;
                Console.WriteLine(
                    $"{row.Network}: the loss of {row.Side} with {row.Threads} thread(s) is not NotebookNet's: "
                        + $"a relative difference of {row.Difference:E1}, at most {row.Tolerance:E1} was expected."
                );
            }
        }

        if (agree)
        {
            Console.WriteLine(
                $"All sides agree on the loss: in float64 after {Comparison.FirstSteps} steps, "
                    + $"in float32 after {Agreement.Float32Steps}."
            );
        }

        return agree;
    }
}
