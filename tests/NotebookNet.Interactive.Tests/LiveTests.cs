using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Interactive.Live;

namespace NotebookNet.Interactive.Tests;

/// <summary>What depends on the session that runs: one class, since that session is the process's.</summary>
[Collection("session")]
public sealed class LiveTests : IDisposable
{
    private readonly TextWriter _console = Console.Out;

    public void Dispose()
    {
        DisplayHost.Current = null;
        KernelInvocationContext.Current = null;
        Console.SetOut(_console);
    }

    [Fact]
    public void In_a_session_training_shows_one_output_and_updates_it()
    {
        Host host = new();
        DisplayHost.Current = host;
        Train(new LiveTraining("SGD"));
        Assert.Equal(1, host.Displays);
        Assert.True(host.Updates >= 2);
        Assert.Equal(
            "SGD: epoch 2, step 200 of 200, loss 0.0050, training accuracy 0.9000, validation accuracy 0.8000",
            (string?)host.Last["text/plain"]
        );
        Xml.Parse((string)host.Last["text/html"]!);
    }

    [Fact]
    public void Its_last_state_is_the_same_after_each_run()
    {
        List<string> states = [];
        for (int run = 0; run < 2; run++)
        {
            Host host = new();
            DisplayHost.Current = host;
            Train(new LiveTraining());
            states.Add((string)host.Last["text/html"]!);
        }
        Assert.Equal(states[0], states[1]);
    }

    [Fact]
    public void Updates_between_epochs_are_few()
    {
        Host host = new();
        DisplayHost.Current = host;
        LiveTraining live = new();
        live.Epoch(0);
        for (int step = 1; step < 10_000; step++)
        {
            live.Step(1, step, 1_000_000, 1.0 / step);
        }
        Assert.InRange(host.Updates, 0, 1000);
    }

    [Fact]
    public void In_dotnet_interactive_training_updates_what_the_kernel_displayed()
    {
        KernelInvocationContext.Current = new KernelInvocationContext();
        Train(new LiveTraining("Adam"));
        object shown = Assert.Single(KernelInvocationContext.Current.Displayed);
        Assert.Contains(
            "step 200 of 200",
            shown.ToDisplayString("text/html"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Adam: epoch 2",
            shown.ToDisplayString("text/plain"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void On_a_console_training_writes_a_line_for_each_epoch()
    {
        using StringWriter written = new();
        Console.SetOut(written);
        Train(new LiveTraining("SGD"));
        string[] lines = written.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.Equal(
            "SGD: epoch 0, training accuracy 0.1000, validation accuracy 0.1000",
            lines[0]
        );
        Assert.StartsWith("SGD: epoch 2, step 200 of 200", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_is_text()
    {
        Host host = new();
        DisplayHost.Current = host;
        new LiveTraining("<script>alert(1)</script>").Epoch(0);
        Assert.Empty(Xml.Parse((string)host.Last["text/html"]!).Descendants("script"));
    }

    [Fact]
    public void Setup_puts_plotly_on_the_page_of_a_live_kernel()
    {
        KernelInvocationContext.Current = new KernelInvocationContext();
        Notebook.Setup();
        object shown = Assert.Single(KernelInvocationContext.Current.Displayed);
        Assert.Equal(["text/html"], Formatter.GetPreferredMimeTypesFor(shown.GetType()));
        Xml.Parse(shown.ToDisplayString("text/html"));
    }

    [Fact]
    public void So_it_does_where_somebody_looks_on_at_a_session()
    {
        Host host = new() { IsLive = true };
        DisplayHost.Current = host;
        Notebook.Setup();
        Assert.Equal(1, host.Displays);
        Assert.Equal(["text/html"], host.Last.Keys);
        Assert.True(PlotlyLoader.IsLoader((string)host.Last["text/html"]!));
    }

    [Fact]
    public void Setup_stores_nothing_in_a_notebook_that_a_session_executes()
    {
        Host host = new();
        DisplayHost.Current = host;
        KernelInvocationContext.Current = new KernelInvocationContext();
        Notebook.Setup();
        Assert.Equal(0, host.Displays);
        Assert.Empty(KernelInvocationContext.Current.Displayed);
    }

    [Fact]
    public void Setup_gives_products_in_cells_the_bits_of_the_layers()
    {
        Notebook.Setup();
        Affine layer = new(300, 40, Initializer.He, RandomNumbers.Create(1));
        Matrix<double> input = Initializer.Normal(1).Create(100, 300, RandomNumbers.Create(2));
        Assert.Equal(layer.Forward(input, training: false), input * layer.Weight);
    }

    private static void Train(LiveTraining live)
    {
        live.Epoch(0, 0.1, 0.1);
        for (int step = 1; step <= 200; step++)
        {
            live.Step(1 + ((step - 1) / 100), step, 200, 1.0 / step);
            if (step % 100 == 0)
            {
                live.Epoch(step / 100, 0.9, 0.8);
            }
        }
    }

    private sealed class Host : IDisplayHost
    {
        public bool IsLive { get; init; }

        public int Displays { get; private set; }

        public int Updates { get; private set; }

        public IReadOnlyDictionary<string, JsonNode> Last { get; private set; } =
            new Dictionary<string, JsonNode>();

        public string Display(IReadOnlyDictionary<string, JsonNode> bundle)
        {
            Displays++;
            Last = bundle;
            return "shown";
        }

        public void Update(string id, IReadOnlyDictionary<string, JsonNode> bundle)
        {
            Assert.Equal("shown", id);
            Updates++;
            Last = bundle;
        }
    }
}
