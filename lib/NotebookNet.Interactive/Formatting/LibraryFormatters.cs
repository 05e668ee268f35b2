using MathNet.Numerics.LinearAlgebra;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Formatting;

/// <summary>How values show themselves whose types know nothing of notebooks: MathNet's and the library's.</summary>
internal static class LibraryFormatters
{
    private const string Html = "text/html";
    private const string Plain = "text/plain";
    private const string Plotly = "application/vnd.plotly.v1+json";

    public static void Register()
    {
        Both<Matrix<double>>(MatrixCorner.Html, MatrixCorner.Text);
        Both<Vector<double>>(MatrixCorner.Html, MatrixCorner.Text);
        Both<Network>(NetworkHtml.Of, network => network.ToString());
        Both<SearchResults>(SearchResultsHtml.Of, results => results.ToString());
        Both<GradientCheckReport>(GradientCheckHtml.Of, report => report.ToString());
        Formatter.Register<TrainingHistory>(
            (history, writer) => writer.Write(FigureHtml.Of(Chart.History(history))),
            Html
        );
        Formatter.Register<TrainingHistory>(
            (history, writer) => writer.Write(Chart.History(history).ToJson().ToJsonString()),
            Plotly
        );
        Formatter.Register<TrainingHistory>(
            (history, writer) => writer.Write(Chart.History(history).ToString()),
            Plain
        );
    }

    private static void Both<T>(Func<T, string> html, Func<T, string> text)
    {
        Formatter.Register<T>((value, writer) => writer.Write(html(value)), Html);
        Formatter.Register<T>((value, writer) => writer.Write(text(value)), Plain);
        Formatter.SetPreferredMimeTypesFor(typeof(T), Html, Plain);
    }
}
