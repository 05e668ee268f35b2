using NotebookNet.Jupyter.Protocol;
using NotebookNet.Session;

namespace NotebookNet.Jupyter;

/// <summary>Who types is the one who has the cell executed.</summary>
internal sealed class FrontEndInput(InputRequests inputs, Message request) : ICellInput
{
    public string Read(string prompt, bool isPassword) => inputs.Read(request, prompt, isPassword);
}
