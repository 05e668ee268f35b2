using System.Diagnostics;

namespace NotebookNet.Editors.Tests;

/// <summary>VS Code in the browser, on a folder; it reads and leaves nothing in the user's own.</summary>
internal sealed class CodeServer : IDisposable
{
    /// <summary>Names the program.</summary>
    public const string Variable = "NOTEBOOKNET_CODE_SERVER";

    /// <summary>Names a published extension as a file, Polyglot Notebooks.</summary>
    public const string Extension = "NOTEBOOKNET_POLYGLOT";

    private const string Settings = """
        {
          "workbench.colorTheme": "Dark Modern",
          "workbench.startupEditor": "none",
          "chat.disableAIFeatures": true
        }
        """;

    private readonly Process _process;

    private CodeServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it answers with the folder open.</summary>
    public Uri Address { get; }

    public static async Task<CodeServer> Start(TemporaryCourse course, string? extension = null)
    {
        Needs.Variable(Variable);
        string program = Environment.GetEnvironmentVariable(Variable)!;
        Directory.CreateDirectory(course["code/data/User"]);
        await File.WriteAllTextAsync(course["code/data/User/settings.json"], Settings);
        string[] folders =
        [
            $"--user-data-dir={course["code/data"]}",
            $"--extensions-dir={course["code/extensions"]}",
            $"--config={course["code/config.yaml"]}",
        ];
        await File.WriteAllTextAsync(course["code/config.yaml"], "auth: none\n");
        if (extension is not null)
        {
            await Programs.Run(program, [.. folders, "--install-extension", extension]);
        }
        int port = Programs.FreePort();
        Process process = Programs.Start(
            program,
            [
                .. folders,
                $"--bind-addr=127.0.0.1:{port}",
                "--disable-telemetry",
                "--disable-update-check",
                "--disable-workspace-trust",
                course["notebooks"],
            ],
            course["."]
        );
        _ = process.StandardOutput.ReadToEndAsync();
        Task<string> said = process.StandardError.ReadToEndAsync();
        Uri address = new($"http://127.0.0.1:{port}/");
        using HttpClient client = new();
        while (!process.HasExited)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(
                    new Uri(address, "healthz")
                );
                if (answer.IsSuccessStatusCode)
                {
                    return new CodeServer(
                        process,
                        new Uri(address, "?folder=" + Uri.EscapeDataString(course["notebooks"]))
                    );
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(200);
        }
        throw new InvalidOperationException($"{program} did not start:\n{await said}");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
