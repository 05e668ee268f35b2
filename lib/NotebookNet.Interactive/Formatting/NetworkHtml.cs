using System.Globalization;

namespace NotebookNet.Interactive.Formatting;

/// <summary>A network as a table: each layer, the columns of its output, its number of parameters.</summary>
internal static class NetworkHtml
{
    public static string Of(Network network)
    {
        HtmlTable table = new(null, "layer", "output", "parameters");
        int size = network.Inputs;
        table.Row("input", Count(size), "");
        foreach (ILayer layer in network.Layers)
        {
            size = layer.Outputs(size);
            table.Row(
                layer.ToString() ?? "",
                Count(size),
                Count(layer.Parameters.Sum(parameter => parameter.Count))
            );
        }
        table.BoldRow(
            network.LossFunction.ToString() ?? "",
            "",
            $"{Count(network.Parameters.Sum(parameter => parameter.Count))} in all"
        );
        return table.ToString();
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
