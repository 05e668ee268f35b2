using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// A process in which cells run for one submission. When a cell ends it, another takes its place and runs again what ran before,
/// but for that cell.
/// </summary>
/// <param name="open">Starts a process.</param>
/// <param name="connect">Runs before a process is started again.</param>
internal sealed class Lane(Func<NotebookSession> open, Func<Task> connect) : IAsyncDisposable
{
    /// <summary>A submission that ends more processes than this is not worth another one.</summary>
    private const int MostRestarts = 12;

    private readonly List<(LaneCell Cell, TimeSpan Limit)> _ran = [];
    private NotebookSession? _session;
    private int _restarts;
    private bool _isAgain;
    private bool _isBehind;
    private long _peak;

    /// <summary>Why no process is started any more, or null.</summary>
    public string? GivenUp { get; private set; }

    /// <summary>The most memory that one of the processes has held, in bytes.</summary>
    public long PeakMemory => Math.Max(_peak, _session?.PeakMemory ?? 0);

    /// <summary>Whether a process is there to be asked.</summary>
    public bool IsAlive => _session is { Ended: null };

    /// <summary>The process that judges waits for another one to ask.</summary>
    public async Task ListenAsync(CancellationToken cancellation)
    {
        if (_session is { } session)
        {
            await session.ListenAsync(cancellation);
        }
    }

    /// <summary>Runs a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="isKept">Whether it runs again in a process that takes the place of this one.</param>
    /// <param name="cancellation">Ends it with the run.</param>
    /// <returns>How it ended, or null where there is no process any more.</returns>
    public async Task<ExecutedCell?> RunAsync(
        LaneCell cell,
        TimeSpan limit,
        bool isKept,
        CancellationToken cancellation
    )
    {
        if (!await EnsureAsync(cancellation))
        {
            return null;
        }

        ExecutedCell executed = await ExecuteAsync(cell, limit, cancellation);
        if (!executed.IsAlive)
        {
            _restarts++;
            await EndAsync();
        }
        else if (isKept)
        {
            _ran.Add((cell, limit));
        }

        return executed;
    }

    /// <summary>Ends the process; the next one does not run cells of this name again.</summary>
    public async Task EndAsync(string? exercise = null)
    {
        _ran.RemoveAll(one => exercise is not null && one.Cell.Exercise == exercise);
        if (_session is { } session)
        {
            _peak = PeakMemory;
            _session = null;
            await session.DisposeAsync();
        }
    }

    /// <summary>Makes sure of a process in which has run what ran before.</summary>
    public async Task<bool> EnsureAsync(CancellationToken cancellation)
    {
        while (await OpenAsync(cancellation) && _isBehind)
        {
            _isBehind = false;
            foreach ((LaneCell cell, TimeSpan limit) in _ran.ToArray())
            {
                ExecutedCell executed = await ExecuteAsync(cell, limit, cancellation);
                if (!executed.IsAlive)
                {
                    _ran.Remove((cell, limit));
                    _restarts++;
                    await EndAsync();
                    break;
                }
            }
        }

        return GivenUp is null;
    }

    /// <summary>Makes sure of a process; what ran before runs in it when it is needed.</summary>
    public async Task<bool> OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_session is not null || GivenUp is not null)
        {
            return GivenUp is null;
        }

        if (_restarts > MostRestarts)
        {
            GivenUp = Invariant($"it has ended {_restarts} processes");
            return false;
        }

        if (_isAgain)
        {
            await connect();
        }

        _session = open();
        _isBehind = true;
        if (_isAgain)
        {
            // Its first cell starts it.
            await ExecuteAsync(new LaneCell("", null, 0), RunSettings.DefaultTimeout, cancellation);
        }

        _isAgain = true;
        return true;
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task<ExecutedCell> ExecuteAsync(
        LaneCell cell,
        TimeSpan limit,
        CancellationToken cancellation
    )
    {
        ExecutedCell executed = await _session!.ExecuteAsync(
            new NotebookCell(0, true, cell.Source, cell.Language, new HashSet<string>(), [], null),
            cancellation,
            limit,
            cell.Number
        );
        cancellation.ThrowIfCancellationRequested();
        return executed;
    }
}
