namespace TuiSetup.Core.Apply;

/// <summary>The journal cannot be kept, so nothing may be changed. The message says where and why.</summary>
public sealed class JournalException(string path, Exception inner)
    : Exception(T($"The journal in {path} cannot be written: {inner.Message} Make room there or give another folder with TUISETUP_STATE_DIR."), inner);
