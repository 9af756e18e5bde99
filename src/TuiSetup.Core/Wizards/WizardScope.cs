namespace TuiSetup.Core.Wizards;

/// <summary>What is known at one place of a wizard file: the fields before it, and the backend's words.</summary>
internal sealed class WizardScope(BackendVocabulary? backend)
{
    private readonly HashSet<string> _fields = [];

    public BackendVocabulary? Backend => backend;

    public bool Knows(string field) => _fields.Contains(field);

    public bool Add(string field) => _fields.Add(field);
}
