using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Session;

/// <summary>
/// A C# notebook session: cells go in one after the other, what they show comes out. Each cell is one submission of a
/// C# script and sees what earlier cells declared; declaring a name again replaces it.
/// </summary>
internal sealed class CSharpSession : ICellEngine
{
    private static readonly EmitOptions s_emit = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb
    );

    private static CSharpSession? s_current;

    private readonly CellLoadContext _context = new();
    private readonly ReferenceLines _references;
    private readonly ISessionHost _host;
    private readonly CellTraces _traces = new();
    private readonly MagicCommands _magics;
    private readonly HashSet<string> _referenced = [];
    private readonly HashSet<string> _told = [];
    private readonly PackageExtensions _extensions;
    private readonly Task<IDisposable> _formatters;
    private readonly CellInterruption? _interruption;
    private SessionKernels? _kernels;
    private volatile CellExecution? _running;
    private ScriptOptions _options;
    private Script? _script;
    private object?[] _submissions = new object?[16];
    private int _submissionCount;
    private int _displays;

    /// <summary>Starts a session; the console's output belongs to its cells from now on.</summary>
    /// <param name="directory">The notebook's folder, which relative paths start from.</param>
    /// <param name="host">What brings packages and notebooks.</param>
    /// <param name="isLive">Whether somebody looks on while the cells run, and may interrupt them.</param>
    public CSharpSession(string directory, ISessionHost host, bool isLive = false)
    {
        _interruption = isLive ? new CellInterruption() : null;
        Directory = directory;
        CellReferenceResolver resolver = new(directory, _context);
        _references = new ReferenceLines(directory, resolver, _context);
        _host = host;
        _magics = new MagicCommands(this, host);
        _extensions = new PackageExtensions(this, _context);
        _options = ScriptOptions
            .Default.WithReferences(FrameworkReferences.All)
            .WithMetadataResolver(resolver)
            .WithSourceResolver(new CellSourceResolver(directory))
            .WithImports(
                "System",
                "System.Text",
                "System.Collections",
                "System.Collections.Generic",
                "System.Threading.Tasks",
                "System.Linq",
                typeof(CellStatics).FullName!,
                typeof(CellExtensions).FullName!
            )
            .WithLanguageVersion(LanguageVersion.CSharp14)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithFileEncoding(Encoding.UTF8);
        _context.Loaded += assembly => DisplayHostBridge.Attach(assembly, this);
        _context.Loaded += new ChartFormatters(_context).Attach;
        if (_interruption is not null)
        {
            _context.Loaded += assembly => InterruptionBridge.Attach(assembly, _interruption);
            ExceptionHandling.SetUnhandledExceptionHandler(Survive);
        }

        Console.SetIn(new CellInput(() => Ask("", isPassword: false)));
        s_current = this;
        // The formatters make themselves ready while the first cell is compiled.
        _formatters = Task.Run(() => Formatter.SubscribeToDisplayedValues(ShowFormatted));
        _formatters.ContinueWith(_ => MimeBundles.Of(""), TaskScheduler.Default);
    }

    /// <summary>The session of this process.</summary>
    /// <exception cref="InvalidOperationException">No session has been started.</exception>
    public static CSharpSession Current =>
        s_current
        ?? throw new InvalidOperationException(
            "Nothing can be displayed here: no notebook session is running."
        );

    /// <summary>The notebook's folder.</summary>
    public string Directory { get; }

    /// <summary>Whether somebody looks on while the cells run, and may interrupt them.</summary>
    public bool IsLive => _interruption is not null;

    /// <summary>Who types what the running cell asks for; null where nobody does.</summary>
    public ICellInput? Input { get; set; }

    /// <summary>Whether the session of this process is one that somebody looks on at.</summary>
    internal static bool IsCurrentLive => s_current is { IsLive: true };

    /// <inheritdoc/>
    public long PeakMemory
    {
        get
        {
            using Process process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>The variables that cells have declared, each as it was declared last, in the order in which their names came first.</summary>
    public IReadOnlyList<(string Name, Type Type, object? Value)> Variables
    {
        get
        {
            OrderedDictionary<string, (string, Type, object?)> variables = [];
            foreach (object submission in _submissions.OfType<object>())
            {
                foreach (
                    FieldInfo declared in submission
                        .GetType()
                        .GetFields(BindingFlags.Instance | BindingFlags.Public)
                        .Where(declared => !declared.Name.StartsWith('<'))
                )
                {
                    variables[declared.Name] = (
                        declared.Name,
                        declared.FieldType,
                        declared.GetValue(submission)
                    );
                }
            }

            return [.. variables.Values];
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ExecuteAsync(Cell cell, ICellOutput output)
    {
        using CellExecution execution = new(output);
        CellExecution.Current = _running = execution;
        _interruption?.Begin(execution);
        // What an earlier cell has put in its place, or has closed, was that cell's.
        Console.SetOut(new CellConsole("stdout"));
        Console.SetError(new CellConsole("stderr"));
        try
        {
            await RunAsync(cell, execution);
            return true;
        }
        catch (Exception exception)
        {
            CellError error = _traces.Describe(exception, cell);
            execution.Error(
                _interruption?.IsCause(exception) == true ? error.AsInterrupted() : error
            );
            return false;
        }
        finally
        {
            CellExecution.Current = null;
            _interruption?.End();
        }
    }

    /// <summary>Cancelled when the running cell of a live session is to stop.</summary>
    private CancellationToken Token => _interruption?.Token ?? CancellationToken.None;

    /// <summary>Whether a cell can look at the token that <see cref="Cancel"/> cancels.</summary>
    public bool CanCancel => _kernels is not null;

    /// <summary>The cells' code as it ran, the last first: each holds the variables that it declared, also where it failed later on.</summary>
    public IEnumerable<object> Submissions => _submissions.OfType<object>().Reverse();

    /// <summary>The last of the submissions that have been compiled; null before the first.</summary>
    public Script? LastSubmission => _script;

    /// <summary>What the next submission has beside what the one before it has. Ask for it before <see cref="LastSubmission"/>: too much does no harm.</summary>
    public ScriptOptions NextOptions => _options;

    /// <summary>The magic commands of packages; null where no package has brought kernels.</summary>
    public SessionKernels? PackageKernels => _kernels;

    /// <summary>Passes on what the running cell has printed until now.</summary>
    public void Flush() => _running?.Flush();

    /// <summary>Tells the running cell, by its context's token, that nobody waits for it any more.</summary>
    public void Cancel() => _kernels?.Cancel();

    /// <summary>Stops the running cell of a live session, as soon as its code lets itself be stopped; its variables stay.</summary>
    public void Interrupt()
    {
        _interruption?.Request();
        if (CanCancel)
        {
            Task.Run(Cancel);
        }
    }

    /// <summary>Asks who is at the keyboard for a line.</summary>
    /// <exception cref="InvalidOperationException">Nobody is.</exception>
    internal string Ask(string prompt, bool isPassword)
    {
        ICellInput input = Input ?? throw new InvalidOperationException(CellInput.None);
        CellExecution.Current?.Flush();
        try
        {
            return input.Read(prompt, isPassword);
        }
        catch (OperationCanceledException)
        {
            // Not on its way through the front end, which is none of the cell's code.
            throw new CellStoppedException();
        }
    }

    /// <summary>What went wrong in a cell.</summary>
    internal CellError Describe(Exception exception, Cell cell) =>
        _traces.Describe(exception, cell);

    /// <summary>Shows a bundle below the running cell and returns what names it.</summary>
    internal string Display(IReadOnlyDictionary<string, string> bundle)
    {
        string id = Interlocked.Increment(ref _displays).ToString(CultureInfo.InvariantCulture);
        Display(bundle, id);
        return id;
    }

    /// <summary>Shows a bundle below the running cell, under an id that names it.</summary>
    internal static void Display(IReadOnlyDictionary<string, string> bundle, string id) =>
        CellExecution.Current?.Display(bundle, id);

    /// <summary>Shows what the formatting package's own extension methods display, and what they put in its place: they name no session.</summary>
    private static void ShowFormatted(Microsoft.DotNet.Interactive.Formatting.DisplayedValue shown)
    {
        IReadOnlyDictionary<string, string> bundle = MimeBundles.Of(
            shown.Value,
            shown.FormattedValues
        );
        if (shown.IsUpdated)
        {
            CellExecution.Current?.Update(bundle, shown.DisplayId);
        }
        else
        {
            Display(bundle, shown.DisplayId);
        }
    }

    /// <summary>Runs the steps of a cell in their order.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="execution">Where it shows what it shows.</param>
    /// <param name="receive">Takes the values of its trailing expressions, where they are not to be shown as the cell's.</param>
    internal async Task RunAsync(
        Cell cell,
        CellExecution execution,
        Action<object?>? receive = null
    )
    {
        _traces.Add(cell);
        try
        {
            IReadOnlyList<CellStep> steps = CellParser.Parse(cell, _kernels);
            List<long> starts = [];
            foreach (CellStep step in steps)
            {
                if (step is CellStep.Code code)
                {
                    await AddPackagesAsync(code.Packages, execution);
                    await RunCodeAsync(code.Text, cell.Name, execution, receive);
                }
                else if (step is CellStep.Sent sent)
                {
                    using KernelStep? running = _kernels!.Begin(sent.Text, execution);
                    await _kernels.SendAsync(sent);
                    running?.ThrowIfFailed();
                }
                else if (step is CellStep.Magic { Name: "time" })
                {
                    starts.Add(Stopwatch.GetTimestamp());
                }
                else
                {
                    await _magics.RunAsync(step, execution);
                }
            }

            foreach (long start in starts)
            {
                _magics.ShowTime(Stopwatch.GetElapsedTime(start));
            }
        }
        catch (CellException exception)
        {
            exception.Cell ??= cell;
            throw;
        }
    }

    /// <summary>A thread of a cell has failed: a live session does not end with it.</summary>
    private bool Survive(Exception exception)
    {
        if (exception is not CellStoppedException && _interruption?.IsCause(exception) != true)
        {
            _running?.Print("stderr", $"A thread that a cell has started ended: {exception}\n");
        }

        return true;
    }

    private async Task AddPackagesAsync(
        IReadOnlyList<PackageRequest> requests,
        CellExecution execution
    )
    {
        if (requests.Count == 0)
        {
            return;
        }

        Task<PackageAssets?> adding = _host.AddPackagesAsync(requests, Token);
        if (IsLive)
        {
            await PackageNews.ShowAsync(requests, adding, this);
        }

        if (await adding is not { } assets)
        {
            return;
        }

        foreach (string substitution in assets.Substitutions.Where(_told.Add))
        {
            execution.Print("stderr", substitution + "\n");
        }

        Dictionary<string, string> kept = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in assets.Run)
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (_context.Find(name) is not string present || !CellLoadContext.Differ(present, file))
            {
                _context.AddFile(file);
            }
            else if (kept.TryAdd(name, present))
            {
                ReferenceLines.PrintKept(present, "the package's", execution);
            }
        }

        foreach (string file in assets.Native)
        {
            _context.AddNative(file);
        }

        _options = _options.AddReferences(
            assets
                .Compile.Where(file => !_context.IsShared(Path.GetFileNameWithoutExtension(file)))
                .Select(file =>
                    kept.GetValueOrDefault(Path.GetFileNameWithoutExtension(file), file)
                )
                .Where(_referenced.Add)
                .Select(AssemblyDocumentation.ReferenceTo)
        );
        IReadOnlyList<PackageExtension> extensions = _extensions.New(assets.Extensions);
        if (extensions.Count > 0)
        {
            await LoadAsync(extensions, requests, execution);
        }
    }

    private async Task LoadAsync(
        IReadOnlyList<PackageExtension> extensions,
        IReadOnlyList<PackageRequest> requests,
        CellExecution execution
    )
    {
        SessionKernels kernels = await KernelsAsync();
        using KernelStep? step = kernels.Begin("", execution);
        foreach (PackageExtension extension in extensions)
        {
            PackageRequest request =
                requests.FirstOrDefault(request =>
                    extension.Package.StartsWith(
                        $"{request.Name} ",
                        StringComparison.OrdinalIgnoreCase
                    )
                ) ?? requests.First(request => !request.IsSource);
            await _extensions.LoadAsync(extension, kernels, request.Line, execution);
        }

        step?.ThrowIfFailed();
    }

    /// <summary>The kernels, made when they are asked for first. From then on they show what the formatting package displays.</summary>
    private async Task<SessionKernels> KernelsAsync()
    {
        if (_kernels is null)
        {
            (await _formatters).Dispose();
            _kernels = new SessionKernels(this);
        }

        return _kernels;
    }

    internal async Task RunCodeAsync(
        string code,
        string name,
        CellExecution execution,
        Action<object?>? receive = null
    )
    {
        if (_script is null && FirstSubmission.IsNeeded)
        {
            _script = FirstSubmission.Create(_options);
            HaveGiven();
        }

        ScriptOptions options = _options.WithFilePath(name);
        Script written = Create(code, options);
        Script script = IsLive ? Create(StopPoints.Insert(code), options) : written;
        Compilation compilation = script.GetCompilation();
        SyntaxTree tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == name);
        _references.Check(tree, execution);
        DesktopCalls.Refuse(compilation, tree);
        (Func<object?[], Task<object>>? run, bool asksForKernel, string warnings) = Load(
            compilation,
            written
        );
        _script = script;
        HaveGiven();
        if (run is null)
        {
            execution.Print("stderr", warnings);
            return;
        }

        // The first place is for globals, which cells do not have.
        if (++_submissionCount >= _submissions.Length)
        {
            Array.Resize(ref _submissions, _submissions.Length * 2);
        }

        await _formatters;
        SessionKernels? kernels = asksForKernel ? await KernelsAsync() : _kernels;
        using KernelStep? step = kernels?.Begin(code, execution);
        await (_interruption?.RunAsync(RunAndShowAsync) ?? RunAndShowAsync());
        step?.ThrowIfFailed();

        async Task RunAndShowAsync()
        {
            object? value;
            try
            {
                value = await run(_submissions);
            }
            finally
            {
                execution.Print("stderr", warnings);
            }

            if (CellValue.IsIn(compilation, tree) && value is not DisplayedValue)
            {
                if (receive is null)
                {
                    execution.Result(MimeBundles.OfResult(value));
                }
                else
                {
                    receive(value);
                }
            }
        }
    }

    /// <summary>A submission has what the one before it has; given all of it again it would keep all of it again.</summary>
    private void HaveGiven() =>
        _options = _options
            .WithReferences(Enumerable.Empty<MetadataReference>())
            .WithImports(Enumerable.Empty<string>());

    private Script<object> Create(string code, ScriptOptions options) =>
        _script is null
            ? CSharpScript.Create<object>(code, options)
            : _script.ContinueWith<object>(code, options);

    /// <summary>
    /// Compiles and loads a submission: null when there is nothing in it to run, whether it, or an assembly that it may
    /// use, speaks to a kernel, and what the compiler warns of.
    /// </summary>
    /// <param name="compilation">The submission.</param>
    /// <param name="written">The cell as it is written: what the compiler says of it is said.</param>
    private (Func<object?[], Task<object>>? Run, bool AsksForKernel, string Warnings) Load(
        Compilation compilation,
        Script written
    )
    {
        using MemoryStream assemblyBytes = new();
        using MemoryStream symbols = new();
        EmitResult result = compilation.Emit(
            assemblyBytes,
            symbols,
            options: s_emit,
            cancellationToken: Token
        );
        ImmutableArray<Diagnostic> said = Said(result.Diagnostics);
        if (said.Length > 0 && written.GetCompilation() is { } other && other != compilation)
        {
            said = Said(other.GetDiagnostics(Token));
        }

        ImmutableArray<Diagnostic> errors =
        [
            .. said.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
        ];
        if (errors.Length > 0)
        {
            throw new CompilationErrorException("The cell does not compile.", errors);
        }

        string warnings = string.Concat(
            said.Select(diagnostic => CellTraces.Describe(diagnostic) + "\n")
        );

        // A cell of directives, imports and comments alone has nothing to emit.
        if (!result.Success)
        {
            return (null, false, warnings);
        }

        assemblyBytes.Position = 0;
        symbols.Position = 0;
        Assembly assembly = _context.LoadFromStream(assemblyBytes, symbols);
        IMethodSymbol entry = compilation.GetEntryPoint(CancellationToken.None)!;
        MethodInfo method = assembly
            .GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(
                entry.MetadataName,
                BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            )!;
        return (
            method.CreateDelegate<Func<object?[], Task<object>>>(),
            _context.AsksForKernel
                || assembly
                    .GetReferencedAssemblies()
                    .Any(reference => reference.Name == FrameworkReferences.KernelAssembly),
            warnings
        );
    }

    /// <summary>What is to be said: not, as the compiler of a project does not say it, that an assembly was built with another version of one it references.</summary>
    private static ImmutableArray<Diagnostic> Said(ImmutableArray<Diagnostic> diagnostics) =>
        [
            .. diagnostics.Where(diagnostic =>
                diagnostic.Severity == DiagnosticSeverity.Error
                || (
                    diagnostic.Severity == DiagnosticSeverity.Warning
                    && diagnostic.Id is not ("CS1701" or "CS1702")
                )
            ),
        ];
}
