namespace NotebookNet.Runner.Classroom;

/// <summary>What the processes of a sandbox take.</summary>
internal interface ISandboxUse
{
    /// <summary>Looks at them; more than a number of processes need not be looked at.</summary>
    SandboxUse Read(int mostProcesses);
}
