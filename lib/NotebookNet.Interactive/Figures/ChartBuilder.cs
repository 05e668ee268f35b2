using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace NotebookNet.Interactive.Figures;

/// <summary>A chart while it is made or changed; a chart itself is never changed.</summary>
internal sealed class ChartBuilder
{
    private readonly Config _config = new();
    private readonly DisplayOptions _options = new();

    public ChartBuilder()
    {
        // For Plotly.NET's own pages.
        _options.Put("DocumentCharset", "UTF-8");
        _options.Put("PlotlyJSReference", PlotlyJSReference.NewCDN(PlotlyScript.Address));
    }

    /// <summary>A copy of a chart.</summary>
    public ChartBuilder(GenericChart chart)
    {
        Traces.AddRange(GenericChart.getTraces(chart).Select(Parts.Copy));
        Layout = Parts.Copy(GenericChart.getLayout(chart));
        _config = Parts.Copy(GenericChart.getConfig(chart));
        _options = Parts.Copy(GenericChart.getDisplayOptions(chart));
    }

    public List<Trace> Traces { get; } = [];

    public Layout Layout { get; } = new();

    public FigureExtras Extras
    {
        get => FigureExtras.Of(_options);
        set => value.Put(_options);
    }

    public static implicit operator GenericChart(ChartBuilder builder) =>
        builder.Traces is [Trace only]
            ? GenericChart.NewChart(only, builder.Layout, builder._config, builder._options)
            : GenericChart.NewMultiChart(
                ListModule.OfSeq(builder.Traces),
                builder.Layout,
                builder._config,
                builder._options
            );

    public ChartBuilder Add(Trace trace)
    {
        Traces.Add(trace);
        return this;
    }

    /// <summary>Adds a trace whose kind is its attribute <c>type</c>.</summary>
    public ChartBuilder Add(Attributes attributes)
    {
        string type = (string)attributes["type"]!;
        Trace trace = type == "surface" ? new Trace3D(type) : new Trace2D(type);
        foreach ((string name, object value) in attributes.Properties)
        {
            if (name != "type")
            {
                trace.Properties[name] = value;
            }
        }
        return Add(trace);
    }

    /// <summary>Adds an item to a list of the layout.</summary>
    public ChartBuilder Append(string list, params IEnumerable<Part> items)
    {
        if (items.Any())
        {
            Layout.Put(list, (Part[])[.. Layout.Find(list) as IEnumerable<Part> ?? [], .. items]);
        }
        return this;
    }

    /// <summary>Sets an attribute of the layout.</summary>
    public ChartBuilder Set(string path, object? value)
    {
        Layout.Set(path, value);
        return this;
    }

    /// <summary>Sets an attribute of a trace.</summary>
    public ChartBuilder SetTrace(int index, string path, object? value)
    {
        Traces[index].Set(path, value);
        return this;
    }

    /// <summary>Shows nothing of an axis but what is drawn in its range.</summary>
    public ChartBuilder Hide(string axis, double from, double to) =>
        Set($"{axis}.visible", false).Set($"{axis}.range", new[] { from, to });

    /// <summary>The first and last value that an axis shows, unless another range is asked for.</summary>
    public ChartBuilder Show(string axis, double from, double to) =>
        Set($"{axis}.{Axes.Shown}", new[] { from, to });
}
