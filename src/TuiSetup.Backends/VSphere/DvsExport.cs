using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core;
using TuiSetup.Core.Plans;

namespace TuiSetup.Backends.VSphere;

/// <summary>
/// The switches of a plan with all their port groups, exported by vCenter itself (DVSManagerExportEntity_Task). The
/// file holds the EntityBackupConfig elements that DVSManagerImportEntity_Task takes.
/// </summary>
internal static class DvsExport
{
    public static async Task<IReadOnlyList<Export>> MakeAsync(VCenterSession session, Plan plan, CancellationToken cancel)
    {
        if (session.Client.Content.DvSwitchManager is not { } manager)
        {
            return [];
        }

        var exports = new List<Export>();
        foreach (var dvs in plan.Steps.Where(step => step.Action != StepAction.Same).Select(step => step.Text(StepArguments.Dvs)).Where(text => text.Length > 0).Distinct().Select(MoRef.Parse))
        {
            if (await session.Properties.ReadOneAsync(dvs, cancel, "uuid").ConfigureAwait(false) is not { } found)
            {
                continue;
            }

            var keys = await session.Portgroups.KeysAsync(dvs, cancel).ConfigureAwait(false);
            try
            {
                var result = await session.Tasks.RunAsync(Call(manager, found.Text("uuid"), keys), null, cancel).ConfigureAwait(false);
                if (result is not null)
                {
                    exports.Add(new Export($"{dvs.Value}.xml", ElementText.Write("export", result.Children, indent: true) + "\n"));
                }
            }
            catch (VimFault unknown) when (unknown.Name is "MethodNotFound" or "NotSupported")
            {
                // Such a server has no export; undo goes by the plan alone.
            }
        }

        return exports;
    }

    private static SoapCall Call(MoRef manager, string uuid, IReadOnlyList<string> portgroups) => new("DVSManagerExportEntity_Task", manager, to =>
    {
        to.Group("selectionSet", "DVSSelection", selection => selection.Text("dvsUuid", uuid));
        if (portgroups.Count > 0)
        {
            to.Group("selectionSet", "DVPortgroupSelection", selection =>
            {
                selection.Text("dvsUuid", uuid);
                selection.Texts("portgroupKey", portgroups);
            });
        }
    });
}
