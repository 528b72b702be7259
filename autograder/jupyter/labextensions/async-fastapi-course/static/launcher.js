// A card in JupyterLab's launcher that opens the course's start page.
//
// Written by hand as what JupyterLab loads: a module federation container. It takes the one
// package that it needs from those that JupyterLab shares, so there is nothing to build.
(() => {
  const NAME = 'async-fastapi-course';
  const START = 'notebooks/00_start_here.ipynb';
  const ICON = new URL('icon.svg', document.currentScript.src).href;
  let shared;

  const plugin = ILauncher => ({
    id: `${NAME}:start`,
    description: "Opens the course's start page from the launcher.",
    autoStart: true,
    requires: [ILauncher],
    activate: (app, launcher) => {
      const command = `${NAME}:start`;
      app.commands.addCommand(command, {
        label: 'Start page',
        caption: 'The lessons, their exercises, and your progress',
        icon: () => app.commands.icon('notebook:create-new'), // the heading above takes it
        execute: () => app.commands.execute('docmanager:open', { path: START })
      });
      launcher.add({ command, category: 'Notebook', rank: -1, kernelIconUrl: ICON });
    }
  });

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[NAME] = {
    init: scope => {
      shared = scope;
    },
    get: async () => {
      const [offered] = Object.values(shared['@jupyterlab/launcher']);
      const { ILauncher } = (await offered.get())();
      return () => ({ __esModule: true, default: plugin(ILauncher) });
    }
  };
})();
