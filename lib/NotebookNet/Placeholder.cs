namespace NotebookNet;
