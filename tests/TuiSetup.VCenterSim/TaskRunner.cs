using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim;

/// <summary>Runs the server's tasks: queued, running, and then success or error.</summary>
internal sealed class TaskRunner(Inventory inventory, TimeProvider time)
{
    private int _running;

    /// <summary>How long each task takes.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>The most tasks that ran at one time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>The most tasks of one switch and its port groups that ran at one time.</summary>
    public int MostAtOneSwitch { get; private set; }

    /// <summary>Starts a task; the inventory's lock is held. <paramref name="work"/> runs under it too.</summary>
    public XElement Start(string method, Managed? entity, SimFault? failure, Func<XElement?> work)
    {
        var task = inventory.Add(new SimTask(inventory.NewId("task"), method, entity));
        if (entity is Machine machine)
        {
            machine.IsBusy = true;
        }

        _ = RunAsync(task, entity, failure, work);
        return Vim.Ref("returnval", task.Ref);
    }

    private async Task RunAsync(SimTask task, Managed? entity, SimFault? failure, Func<XElement?> work)
    {
        var dvs = entity as Dvs ?? (entity as Portgroup)?.Dvs;
        await Task.Yield();
        lock (inventory.Gate)
        {
            task.State = "running";
            task.Progress = 10;
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
            if (dvs is not null)
            {
                MostAtOneSwitch = Math.Max(MostAtOneSwitch, ++dvs.Tasks);
            }

            inventory.Pulse();
        }

        if (Duration > TimeSpan.Zero)
        {
            await Task.Delay(Duration, time);
        }

        lock (inventory.Gate)
        {
            try
            {
                if (failure is not null)
                {
                    throw failure;
                }

                task.Result = work();
                task.State = "success";
                task.Progress = 100;
            }
            catch (SimFault wrong)
            {
                task.Error = wrong;
                task.State = "error";
            }

            if (entity is Machine machine)
            {
                machine.IsBusy = false;
            }

            if (dvs is not null)
            {
                dvs.Tasks--;
            }

            _running--;
            inventory.Pulse();
        }
    }
}
