using MathNet.Numerics.LinearAlgebra;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Formatting;

/// <summary>How values show themselves whose types know nothing of notebooks: MathNet's and the library's.</summary>
internal static class LibraryFormatters
{
    private const string Html = "text/html";
    private const string Plain = "text/plain";
    private const string Plotly = "application/vnd.plotly.v1+json";

    public static void Register()
    {
        Tabular<Table>(table => table.Layout());
        Tabular<Matrix<double>>(MatrixCorner.Of);
        Tabular<Vector<double>>(MatrixCorner.Of);
        Tabular<Network>(network => network.ToTable().Layout());
        Tabular<SearchResults>(results => results.ToTable().Layout());
        Tabular<GradientCheckReport>(report => report.ToTable().Layout());
        // Without the graph behind it, which a table of its properties would go into.
        Formatter.Register<Value>((value, writer) => writer.Write($"{value}"), Plain);
        Formatter.SetPreferredMimeTypesFor(typeof(Value), Plain);
        Drawn<TrainingHistory>(Plot.History);
        Drawn<GenericChart>(chart => chart);
    }

    private static void Drawn<T>(Func<T, GenericChart> draw)
    {
        Formatter.Register<T>((value, writer) => writer.Write(FigureHtml.Of(draw(value))), Html);
        Formatter.Register<T>(
            (value, writer) => writer.Write(draw(value).ToJson().ToJsonString()),
            Plotly
        );
        Formatter.Register<T>((value, writer) => writer.Write(ChartText.Of(draw(value))), Plain);
        Formatter.SetPreferredMimeTypesFor(typeof(T), Html, Plain);
    }

    private static void Tabular<T>(Func<T, TableLayout> layout)
    {
        Formatter.Register<T>((value, writer) => writer.Write(TableHtml.Of(layout(value))), Html);
        Formatter.Register<T>((value, writer) => writer.Write(layout(value).ToString()), Plain);
        Formatter.SetPreferredMimeTypesFor(typeof(T), Html, Plain);
    }
}
