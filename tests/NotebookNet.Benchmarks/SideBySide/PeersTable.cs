using System.Text;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>The measurements as a Markdown table: a row a side, times and how many times NotebookNet's they are.</summary>
internal static class PeersTable
{
    /// <summary>The table.</summary>
    /// <param name="measurements">All sides, networks and numbers of threads.</param>
    /// <param name="productRates">Floating-point operations per second of matrix products, for each number of threads; may be empty.</param>
    public static string Format(
        IReadOnlyList<Measurement> measurements,
        IReadOnlyDictionary<int, double> productRates
    )
    {
        int[] threads = [.. measurements.Select(row => row.Threads).Distinct()];
        var table = new StringBuilder("| network | side |");
        foreach (int count in threads)
        {
            table.Append($" µs, {count} thread{(count == 1 ? "" : "s")} | ratio |");
        }

        table.AppendLine(" best µs | ratio | loss |");
        table.Append("|---|---|").Insert(table.Length, "---:|", (2 * threads.Length) + 3);
        foreach (TrainingCase network in TrainingCase.All)
        {
            Measurement[] rows = [.. measurements.Where(row => row.Network == network.Name)];
            Measurement[] ours = [.. rows.Where(row => row.Side == Side.NotebookNet.Name)];
            foreach (IGrouping<string, Measurement> side in rows.GroupBy(row => row.Side))
            {
                table.AppendLine().Append($"| {network.Name} | {side.Key} |");
                foreach (Measurement row in side)
                {
                    double own = ours.Single(other => other.Threads == row.Threads).Microseconds;
                    AppendTime(table, row.Microseconds, own);
                }

                AppendTime(
                    table,
                    side.Min(row => row.Microseconds),
                    ours.Min(row => row.Microseconds)
                );
                table.Append($" {side.First().Loss:F6} |");
            }

            if (productRates.Count > 0)
            {
                string rates = string.Join(
                    " and ",
                    threads.Select(count => $"{productRates[count] / 1e9:F1}")
                );
                table
                    .AppendLine()
                    .Append($"| {network.Name} | *its products at {rates} GFLOP/s* |");
                foreach (Measurement row in ours)
                {
                    double seconds = network.ProductOperations() / productRates[row.Threads];
                    AppendTime(table, seconds * 1e6, row.Microseconds);
                }

                table.Append(" | | |");
            }
        }

        table.AppendLine().AppendLine();
        table.Append(
            "A ratio is the side's time over NotebookNet's: above 1, NotebookNet is faster. Best: each side with the number "
                + "of threads it is fastest with. The products' row is the step's matrix products alone, at the rates that NumPy "
                + "reached in the same run with as many threads."
        );
        return table.ToString();
    }

    private static void AppendTime(StringBuilder table, double microseconds, double ours) =>
        table.Append($" {microseconds:F0} | {microseconds / ours:F2} |");
}
