using System.CommandLine;
using NotebookNet.Jupyter.Specs;
using NotebookNet.Runner.Packages;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet jupyter`: makes this program known to Jupyter as a kernel. No Jupyter is needed for that.</summary>
internal sealed class JupyterCommand
{
    private readonly Option<bool> _user = new("--user")
    {
        Description = "For you alone, in Jupyter's data folder of the user: the default.",
    };

    private readonly Option<string?> _prefix = new("--prefix")
    {
        Description =
            "For the Jupyter in this folder, in its share/jupyter/kernels: a virtual environment, or /usr/local.",
        HelpName = "DIR",
        CustomParser = OptionValues.Path,
    };

    private readonly Option<string> _name = new("--name")
    {
        Description = "The name by which notebooks and command lines ask for the kernel.",
        HelpName = "NAME",
        DefaultValueFactory = _ => KernelSpec.DefaultName,
    };

    private readonly Option<bool> _asNetCSharp = new("--as-net-csharp")
    {
        Description =
            $"The name is {KernelSpec.NetCSharpName}, which C# notebooks of .NET Interactive ask for: they open unchanged.",
    };

    private readonly Option<bool> _force = new("--force")
    {
        Description = "Replace a kernelspec of that name that another program wrote.",
    };

    public JupyterCommand() =>
        _name.Validators.Add(result =>
        {
            string name = result.Tokens is [var token] ? token.Value : KernelSpec.DefaultName;
            if (!SpecFolder.IsName(name))
            {
                result.AddError(
                    $"{_name.Name} \"{name}\": expected lower-case letters, digits, dots, hyphens and underscores."
                );
            }
        });

    /// <summary>The command with its own commands.</summary>
    public Command Create()
    {
        Command install = new(
            "install",
            "Writes the kernelspec by which Jupyter's front ends start the kernel."
        )
        {
            _user,
            _prefix,
            _name,
            _asNetCSharp,
            _force,
        };
        install.SetAction(Install);
        Command uninstall = new("uninstall", "Removes a kernelspec that this program wrote.")
        {
            _user,
            _prefix,
            _name,
        };
        uninstall.SetAction(Uninstall);
        foreach (Command command in (Command[])[install, uninstall])
        {
            command.Validators.Add(result =>
            {
                if (result.GetValue(_user) && result.GetResult(_prefix) is { Implicit: false })
                {
                    result.AddError($"{_user.Name} and {_prefix.Name} name two places.");
                }

                if (
                    result.GetResult(_asNetCSharp) is { Implicit: false }
                    && result.GetResult(_name) is { Implicit: false }
                )
                {
                    result.AddError($"{_asNetCSharp.Name} and {_name.Name} give two names.");
                }
            });
        }

        Command list = new("list", "Shows the kernelspecs that Jupyter sees, and which are ours.");
        list.SetAction(_ => List());
        return new Command("jupyter", "Makes this program a kernel of Jupyter.")
        {
            install,
            uninstall,
            list,
        };
    }

    private int Install(ParseResult parse)
    {
        bool asNetCSharp = parse.GetValue(_asNetCSharp);
        KernelSpec spec = new(
            asNetCSharp ? KernelSpec.NetCSharpName : parse.GetValue(_name)!,
            asNetCSharp ? KernelSpec.NetCSharpDisplayName : KernelSpec.DefaultDisplayName,
            KernelLaunch.Of(
                Environment.ProcessPath,
                typeof(JupyterCommand).Assembly.Location,
                DotnetHost.Path,
                Icu.IsThere
            )
        );
        return Tell(() =>
        {
            string kernels = Place(parse);
            FoundSpec? before = new SpecFolder(kernels).Install(spec, parse.GetValue(_force));
            string place = Path.Combine(kernels, spec.Name);
            string verb =
                before is null ? "Installed"
                : before.IsOurs ? "Renewed"
                : "Replaced";
            Console.WriteLine($"{verb} \"{spec.DisplayName}\", kernel {spec.Name}, in {place}");
            if (spec.Launch.Argv[0] == DotnetHost.Path)
            {
                Console.WriteLine(
                    $"It runs {typeof(JupyterCommand).Assembly.Location}; if that moves, install it again."
                );
            }

            FoundSpec? first = Visible().FirstOrDefault(seen => seen.Name == spec.Name);
            if (first is null)
            {
                Console.WriteLine(
                    $"Only a Jupyter of that prefix sees it, or one whose JUPYTER_PATH names {Path.GetDirectoryName(kernels)}."
                );
            }
            else if (first.Folder != place)
            {
                Console.WriteLine($"Jupyter takes {first.Folder} before it: {first}.");
            }

            return ExitCodes.Passed;
        });
    }

    private int Uninstall(ParseResult parse) =>
        Tell(() =>
        {
            string name = parse.GetValue(_name)!;
            string kernels = Place(parse);
            if (new SpecFolder(kernels).Uninstall(name) is string place)
            {
                Console.WriteLine($"Removed kernel {name} from {place}");
                return ExitCodes.Passed;
            }

            IEnumerable<string> others = Visible()
                .Where(seen => seen.Name == name && seen.IsOurs)
                .Select(seen => $" There is one in {seen.Folder}.");
            Console.Error.WriteLine($"No kernel {name} in {kernels}.{string.Concat(others)}");
            return ExitCodes.Failed;
        });

    private static int List()
    {
        HashSet<string> seen = [];
        foreach (FoundSpec spec in Visible())
        {
            IEnumerable<string> facts = new[]
            {
                spec.IsOurs ? spec.ToString() : null,
                seen.Add(spec.Name) ? null : "hidden by the one above of the same name",
                spec.Trouble,
            }.OfType<string>();
            string said = string.Join(", ", facts);
            Console.WriteLine(
                $"{spec.Name, -16} {spec.DisplayName, -24} {spec.Folder}{(said.Length > 0 ? $"  ({said})" : "")}"
            );
        }

        if (seen.Count == 0)
        {
            Console.WriteLine(
                $"No kernelspecs in {string.Join(", ", JupyterFolders.Here.Search)}."
            );
        }

        return ExitCodes.Passed;
    }

    /// <summary>The kernelspecs that Jupyter sees: of one name it takes the first.</summary>
    private static IEnumerable<FoundSpec> Visible() =>
        JupyterFolders.Here.Search.SelectMany(FoundSpec.In);

    private string Place(ParseResult parse) =>
        parse.GetValue(_prefix) is string prefix
            ? JupyterFolders.Prefix(prefix)
            : JupyterFolders.Here.User;

    /// <summary>Does it, or says why it cannot be done.</summary>
    private static int Tell(Func<int> act)
    {
        try
        {
            return act();
        }
        catch (KernelSpecException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCodes.Failed;
        }
    }
}
