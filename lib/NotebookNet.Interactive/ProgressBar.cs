using System.Diagnostics;
using System.Globalization;
using System.Net;
using NotebookNet.Interactive.Live;

namespace NotebookNet.Interactive;

/// <summary>
/// How far something long has come: a bar that updates in place in a notebook, for each hundredth and ten times a second between
/// them; on a console, a line for each tenth. It may be told from any thread. It holds no times, so that a stored notebook is
/// the same after each run.
/// </summary>
/// <example><code>
/// foreach (int seed in ProgressBar.Over(Enumerable.Range(0, 20), "twenty seeds"))
/// {
///     Accuracy(0.1, 50, seed);
/// }
/// </code></example>
/// <example><code>
/// IProgress&lt;double&gt; download = new ProgressBar("download");
/// download.Report(0.5);
/// </code></example>
public sealed class ProgressBar : IProgress<double>
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly LiveOutput _output = new();
    private readonly string _title;
    private readonly double? _total;
    private readonly bool _isShare;
    private double _value;
    private double _shownValue;
    private long _shownAt;
    private int _tenths = -1;

    /// <summary>Shows a bar at its beginning.</summary>
    /// <param name="title">What it is the progress of, shown before the bar.</param>
    /// <param name="total">What is reported at the end: 1 for shares, or a number of bytes or items.</param>
    public ProgressBar(string title = "Progress", double total = 1)
        : this(title, Positive(total), isShare: total == 1) { }

    private ProgressBar(string title, double? total, bool isShare)
    {
        ArgumentNullException.ThrowIfNull(title);
        (_title, _total, _isShare) = (title, total, isShare);
        Show();
    }

    /// <summary>Goes through items and shows how many are done.</summary>
    /// <param name="items">The items; where their number is not known, the bar counts them only.</param>
    /// <param name="title">What is done with them, shown before the bar.</param>
    /// <returns>The same items. The bar appears when the first is asked for.</returns>
    public static IEnumerable<T> Over<T>(IEnumerable<T> items, string title = "Progress")
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(title);
        return Counted();

        IEnumerable<T> Counted()
        {
            ProgressBar bar = new(
                title,
                items.TryGetNonEnumeratedCount(out int count) ? count : null,
                isShare: false
            );
            int done = 0;
            try
            {
                foreach (T item in items)
                {
                    yield return item;
                    bar.Report(++done);
                }
            }
            finally
            {
                bar.End();
            }
        }
    }

    /// <summary>Takes how far it has come.</summary>
    /// <param name="value">From 0 to the total; what lies outside counts as the nearer end.</param>
    public void Report(double value)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentException(
                $"The progress of \"{_title}\" is not a number (NaN).",
                nameof(value)
            );
        }
        lock (_lock)
        {
            _value = Math.Clamp(value, 0, _total ?? double.MaxValue);
            // Nobody says whether another value comes: what is shown is never far behind.
            bool isFar = Math.Abs(_value - _shownValue) >= _total / 100 || _value >= _total;
            if (
                _output.IsLive
                    ? isFar || Stopwatch.GetElapsedTime(_shownAt) >= s_pause
                    : Tenths() > _tenths
            )
            {
                Show();
            }
        }
    }

    private static double Positive(double total) =>
        double.IsFinite(total) && total > 0
            ? total
            : throw new ArgumentOutOfRangeException(
                nameof(total),
                Invariant($"The total of a progress bar is {total}; it must be greater than 0.")
            );

    /// <summary>Shows where it stands when no more comes: at the end, or where a loop was left.</summary>
    private void End()
    {
        lock (_lock)
        {
            if (_value != _shownValue)
            {
                Show();
            }
        }
    }

    private void Show()
    {
        _output.Show(new LiveView(Html(), $"{_title}: {Text()}"));
        _shownAt = Stopwatch.GetTimestamp();
        _shownValue = _value;
        if (!_output.IsLive)
        {
            _tenths = Tenths();
            Console.WriteLine($"{_title}: {Text()}");
        }
    }

    private int Tenths() => _total > 0 ? (int)(_value / _total.Value * 10) : 0;

    private string Text() =>
        _total is not { } total ? $"{Number(_value)} done"
        : _isShare ? $"{Math.Floor(_value * 100).ToString("0", CultureInfo.InvariantCulture)} %"
        : $"{Number(_value)} of {Number(total)}";

    private string Html()
    {
        string bar = _total is { } total and > 0
            ? $"<progress value=\"{Number(_value)}\" max=\"{Number(total)}\" style=\"width:300px;vertical-align:middle\"></progress> "
            : "";
        return $"<div style=\"font-size:13px\"><b>{WebUtility.HtmlEncode(_title)}</b> {bar}{Text()}</div>";
    }

    private static string Number(double value) =>
        value.ToString("0.###", CultureInfo.InvariantCulture);
}
